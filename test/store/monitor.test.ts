import { checked } from '../support/checked.ts';
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { CardPost } from '../../src/app/monitor-ports.ts';
import type { Conversation, Store } from '../../src/app/ports.ts';
import type { Alert } from '../../src/domain/alert.ts';
import type { Effect } from '../../src/domain/effect.ts';
import { sqlStore } from '../../src/store/open.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { ada, at } from './sample.ts';

const alert = (id: string, fields: Partial<Alert> = {}): Alert => ({
  id,
  raisedAt: at,
  from: '2026-11-21',
  to: '2026-11-22',
  causes: [{ kind: 'drop', percent: 80.5, fell: { mfa: 5 }, clearedOn: null }],
  quiet: false,
  clearedAt: null,
  ...fields,
});
const where: Conversation = {
  conversationId: '19:gov@thread.tacv2',
  serviceUrl: 'https://smba.example/',
  tenantId: 'contoso',
  userId: '',
};
const post = (fields: Partial<CardPost> = {}): CardPost => ({
  subject: 'alert:2026-11-22',
  conversationId: where.conversationId,
  activityId: '1',
  shown: 'digest',
  ...fields,
});

describe('what the monitor keeps', () => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await emptyDatabase();
    store = sqlStore(database.db);
  });
  afterEach(() => database.drop());

  describe('of a check', () => {
    const show = (alertId: string): Effect => ({ kind: 'showAlert', alertId });

    it('are the alerts it raised and those it changed, with their effects', async () => {
      const first = alert('2026-11-22');
      const quiet = alert('2026-11-22-2', { quiet: true });
      const cleared = alert('2026-11-22', { clearedAt: at, causes: [] });
      await checked(store, { day: '2026-11-22', alerts: [quiet, first] }, [show(first.id)]);
      assert.deepEqual(await store.openAlerts(), [first, quiet]);
      assert.deepEqual(await store.alert(quiet.id), quiet);
      const task = await store.claim(new Date(0));
      assert.deepEqual(task?.effect, show(first.id), 'it is due at once, whatever the time');
      const early = alert('2026-11-23', { raisedAt: '2026-11-20T00:00:00.000Z' });
      await checked(store, { day: '2026-11-23', alerts: [cleared, early] }, []);
      assert.deepEqual(await store.openAlerts(), [early, quiet]);
      assert.deepEqual(await store.alert(first.id), cleared);
      assert.equal(await store.alert('2026-11-24'), undefined);
    });

    it('are known by what left scope, cleared or not, until that is back', async () => {
      const left = (how: 'left' | 'complete', id = '2026-11-22') =>
        alert(id, {
          causes: [{ kind: 'control', key: 'mfa', points: 5, clearedOn: '2026-11-23', how }],
          clearedAt: id === '2026-11-22' ? at : null,
        });
      const all = [left('left'), left('left', '2026-11-23'), left('complete', '2026-11-24')];
      await checked(store, { day: '2026-11-23', alerts: all });
      assert.deepEqual(await store.leftAlerts(), all.slice(0, 2));
      await checked(store, { day: '2026-11-24', alerts: [left('complete')] });
      assert.deepEqual(await store.leftAlerts(), all.slice(1, 2));
    });

    it('names the day up to which it was made', async () => {
      assert.equal(await store.checkedDay(), undefined);
      assert.equal(await store.watchedSince(), undefined);
      for (const day of ['2026-11-21', '2026-11-23']) await checked(store, { day, alerts: [] });
      assert.equal(await store.checkedDay(), '2026-11-23');
      assert.equal(await store.watchedSince(), '2026-11-21');
    });

    it('is not kept where another was made meanwhile', async () => {
      await checked(store, { day: '2026-11-22', alerts: [] });
      for (const after of [undefined, '2026-11-21']) {
        const late = { after, day: '2026-11-23', alerts: [alert('2026-11-23')] };
        assert.equal(await store.saveCheck(late, [show('2026-11-23')]), false);
      }
      assert.equal(await store.checkedDay(), '2026-11-22');
      assert.deepEqual(await store.openAlerts(), []);
      assert.equal(await store.claim(new Date()), undefined);
    });

    describe('and a day that differs afterwards', () => {
      const measured = (points: number, day = '2026-11-22') => ({
        day,
        current: points,
        max: 10,
        measurements: [{ id: 'mfa', points, maxScore: 10, measuredOn: day }],
      });
      const checkedAfter = async (...days: ReturnType<typeof measured>[]) => {
        await store.saveSnapshots([measured(10, '2026-11-21'), measured(10)]);
        await checked(store, { day: '2026-11-22', alerts: [] });
        await store.saveSnapshots(days);
        return store.checkedDay();
      };

      it('goes back to the day before it', async () => {
        assert.equal(await checkedAfter(measured(9)), '2026-11-21');
      });

      it('goes back to one that was checked, not to one that came late', async () => {
        await store.saveSnapshots([measured(10, '2026-11-18')]);
        await checked(store, { day: '2026-11-18', alerts: [] });
        await store.saveSnapshots([measured(10, '2026-11-20'), measured(10)]);
        await checked(store, { day: '2026-11-20', alerts: [] });
        await checked(store, { day: '2026-11-22', alerts: [] });
        await store.saveSnapshots([measured(9, '2026-11-19'), measured(9, '2026-11-20')]);
        assert.equal(await store.checkedDay(), '2026-11-18');
        await checked(store, { day: '2026-11-22', alerts: [] });
        await store.saveSnapshots([measured(8)]);
        assert.equal(await store.checkedDay(), '2026-11-18', 'the 20th was not looked at again');
      });

      it('stays where it says the same, or only the totals differ', async () => {
        assert.equal(await checkedAfter(measured(10)), '2026-11-22');
        assert.equal(await checkedAfter({ ...measured(10), current: 11 }), '2026-11-22');
      });

      it('stays where the day is new, or later, or the first of all', async () => {
        assert.equal(await checkedAfter(measured(9, '2026-11-20')), '2026-11-22');
        assert.equal(await checkedAfter(measured(9, '2026-11-23')), '2026-11-22');
        assert.equal(await checkedAfter(measured(8, '2026-11-20')), '2026-11-22');
      });
    });

    it('is everything or nothing', async () => {
      await sql`alter table outbox rename to gone`.execute(database.db);
      const check = { day: '2026-11-22', alerts: [alert('2026-11-22')] };
      await assert.rejects(checked(store, check, [show('2026-11-22')]));
      await sql`alter table gone rename to outbox`.execute(database.db);
      assert.equal(await store.checkedDay(), undefined);
      assert.equal(await store.alert('2026-11-22'), undefined);
    });

    it('is kept once where several are made at the same time', async () => {
      await checked(store, { day: '2026-11-21', alerts: [] });
      const checks = Array.from({ length: 4 }, (_, i) => {
        const found = [alert(`2026-11-22-${String(i + 1)}`)];
        const check = { after: '2026-11-21', day: '2026-11-22', alerts: found };
        return store.saveCheck(check, [show(`2026-11-22-${String(i + 1)}`)]);
      });
      const kept = await Promise.all(checks);
      assert.equal(kept.filter(Boolean).length, 1);
      assert.equal((await store.openAlerts()).length, 1);
      assert.equal(await store.checkedDay(), '2026-11-22');
    });
  });

  describe('with a line of the trail', () => {
    const line = { at, event: 'assign', by: ada, set: {}, policy: 1, effects: [] };
    const owner = (personId: string, hour = '09', subject = 'control:mfa') => ({
      ...{ subject, personId, byId: 'ada', at: `2026-11-23T${hour}:00:00.000Z` },
    });
    const ownersOf = async (...subjects: readonly string[]) =>
      [...(await store.owners(subjects))].map(([subject, { personId }]) => [subject, personId]);

    it('is who sees to what, the newest of each', async () => {
      await store.note({ ...line, owners: [owner('bo', '09'), owner('cy', '09', 'RA-2026-0001')] });
      await store.note({ ...line, owners: [owner('di', '11'), owner('ed', '10')] });
      assert.deepEqual(await ownersOf('control:mfa'), [['control:mfa', 'di']]);
      const found = await store.owners(['RA-2026-0001', 'alert:x', 'RA-2026-0001']);
      assert.deepEqual([...found], [['RA-2026-0001', owner('cy', '09', 'RA-2026-0001')]]);
      assert.equal((await store.owners([])).size, 0);
      assert.deepEqual(await store.ownedBy('di'), [owner('di', '11')]);
      assert.deepEqual(await store.ownedBy('bo'), []);
    });

    it('is nothing where it was said meanwhile', async () => {
      const both = [owner('bo'), owner('bo', '09', 'RA-2026-0001')];
      const say = (ownersSeen: ReadonlyMap<string, ReturnType<typeof owner>>, owners = both) =>
        store.note({ ...line, owners, ownersSeen });
      const nobody = new Map<string, ReturnType<typeof owner>>();
      assert.equal((await say(nobody))?.seq, 1);
      assert.equal(await say(nobody), undefined);
      assert.equal((await store.head()).seq, 1);
      const seen = await store.owners(['control:mfa', 'RA-2026-0001']);
      assert.equal((await say(seen))?.seq, 2, 'said again, knowingly');
      const others = [owner('bo', '10'), owner('cy', '10', 'RA-2026-0001')];
      assert.equal((await say(nobody, others))?.seq, 3, 'of one of them it is another');
    });

    it('is who closed a review, the first', async () => {
      await store.saveReview('2026-W48', at);
      await store.saveReview('2026-W48', '2026-11-30T09:00:00.000Z');
      const open = { week: '2026-W48', postedAt: at, doneAt: null, doneById: null };
      assert.deepEqual(await store.review('2026-W48'), open);
      await store.note({ ...line, event: 'reviewDone', reviewDone: '2026-W48' });
      const later = { at: '2026-11-24T09:00:00.000Z', by: { ...ada, id: 'bo' } };
      assert.equal(await store.note({ ...line, ...later, reviewDone: '2026-W48' }), undefined);
      assert.deepEqual(await store.review('2026-W48'), { ...open, doneAt: at, doneById: 'ada' });
      assert.equal(await store.review('2026-W47'), undefined);
      await store.note({ ...line, reviewDone: '2026-W47' });
      assert.equal((await store.review('2026-W47'))?.doneById, 'ada', 'also one nobody posted');
    });

    it('is nothing where the line cannot be written', async () => {
      await store.saveReview('2026-W48', at);
      await sql`alter table outbox rename to gone`.execute(database.db);
      const effects: readonly Effect[] = [{ kind: 'showReview', week: '2026-W48' }];
      const both = { owners: [owner('bo')], reviewDone: '2026-W48' };
      await assert.rejects(store.note({ ...line, ...both, effects }));
      await sql`alter table gone rename to outbox`.execute(database.db);
      assert.equal((await store.review('2026-W48'))?.doneAt, null);
      assert.deepEqual(await ownersOf('control:mfa'), []);
      assert.equal((await store.head()).seq, 0);
    });
  });

  describe('of its cards', () => {
    it('is where each stands and what it shows', async () => {
      const other = post({ conversationId: 'a:1', activityId: '1' });
      await store.saveCardPost(post(), where);
      await store.saveCardPost(post({ shown: 'newer' }), where);
      await store.saveCardPost(other, { ...where, conversationId: 'a:1' });
      await store.saveCardPost(post({ subject: 'review:2026-W48', activityId: '2' }), where);
      assert.deepEqual(
        new Set(await store.cardPosts('alert:2026-11-22')),
        new Set([post({ shown: 'newer' }), other]),
      );
      await store.forgetCardPost(post());
      assert.deepEqual(await store.cardPosts('alert:2026-11-22'), [other]);
    });

    it('is how to get to them: to a card, to the channel, to a team, and to their threads', async () => {
      const thread = `${where.conversationId};messageid=17`;
      assert.equal(await store.conversationById(thread), undefined);
      const team = { ...where, conversationId: '19:team', teamId: 'team', name: '' };
      await store.saveTeam(team);
      const channel = { ...where, serviceUrl: 'https://new.example/', teamId: 'gov', name: '' };
      await store.saveCardPost(post(), where);
      await store.saveCardPost(post({ conversationId: '19:left;messageid=3' }), where);
      assert.deepEqual(await store.conversationById(thread), { ...where, conversationId: thread });
      await store.saveChannel(channel);
      const { serviceUrl, tenantId, userId } = channel;
      for (const conversationId of [where.conversationId, thread])
        assert.deepEqual(await store.conversationById(conversationId), {
          ...{ conversationId, serviceUrl, tenantId, userId },
        });
      for (const conversationId of ['19:team', '19:team;messageid=1', '19:left;messageid=3'])
        assert.deepEqual(await store.conversationById(conversationId), {
          ...where,
          conversationId,
        });
      for (const unknown of ['19:left', '19:left;messageid=4', ''])
        assert.equal(await store.conversationById(unknown), undefined, unknown);
    });
  });
});
