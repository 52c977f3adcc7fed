import { checked } from '../support/checked.ts';
import assert from 'node:assert/strict';
import type { Channel, Conversation, Post, Store } from '../../src/app/ports.ts';
import type { Shelf } from '../../src/app/shelf.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { theSystem } from '../../src/domain/person.ts';
import { genesis } from '../../src/domain/trail.ts';
import { sqlStore } from '../../src/store/open.ts';
import { claimRecord } from '../../src/store/meta.ts';
import type { Database, Tables } from '../../src/store/schema.ts';
import { sandboxShelf } from '../../src/store/shelf.ts';
import { measured, snapshot } from '../domain/days.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { ada, at, control, deputyFor, misfit, opened, policy } from './sample.ts';

/** The rows of every table there is. */
async function everything(db: Database): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const tables = (await db.introspection.getTables()).map(({ name }) => name as keyof Tables);
  const rows = tables.map(async (table) => [
    table,
    await db.selectFrom(table).selectAll().execute(),
  ]);
  return Object.fromEntries(await Promise.all(rows)) as Record<string, readonly unknown[]>;
}

const alert: Alert = {
  id: '2026-11-22',
  raisedAt: at,
  from: '2026-11-21',
  to: '2026-11-22',
  causes: [{ kind: 'control', key: 'a', points: 5, clearedOn: null }],
  quiet: false,
  clearedAt: null,
};
const conversation: Conversation = {
  conversationId: 'a:1',
  serviceUrl: 'https://smba.example/',
  tenantId: 'contoso',
  userId: '29:1',
};
const post: Post = {
  acceptanceId: 'RA-2026-0001',
  personId: 'ada',
  conversationId: 'a:1',
  activityId: '1',
  shown: 'digest',
  askedRevision: 1,
};

describe('what the bot keeps', () => {
  let database: TestDatabase;
  let store: Store;
  let shelf: Shelf;
  beforeEach(async () => {
    database = await emptyDatabase();
    store = sqlStore(database.db);
    shelf = sandboxShelf(database.db);
  });
  afterEach(() => database.drop());

  describe('of controls', () => {
    const score = { day: '2026-11-22', current: 501.25, max: 800 };
    const keys = async () => (await store.controls()).map(({ id }) => id);

    it('is the newest reading', async () => {
      assert.equal(await store.controlsAsOf(), undefined);
      const first = [control('B'), control('A', { score: null }), control('Gone')];
      await store.saveControls({ controls: first, score, updates: [] }, at);
      assert.deepEqual(await store.controlsAsOf(), { asOf: at, score });
      assert.deepEqual(await store.control('a'), control('A', { score: null }));
      await store.saveControls(
        { controls: [control('B'), control('a')], score, updates: [] },
        '2026-11-24',
      );
      assert.deepEqual(await keys(), ['a', 'B']);
      assert.equal(await store.control('Gone'), undefined);
      assert.equal((await store.controlsAsOf())?.asOf, '2026-11-24');
    });

    it('outlives a reading without any', async () => {
      await store.saveControls({ controls: [control('A')], score, updates: [] }, at);
      await store.saveControls({ controls: [], score: undefined, updates: [] }, '2026-11-24');
      assert.deepEqual(await keys(), ['A']);
      assert.deepEqual(await store.controlsAsOf(), { asOf: '2026-11-24', score: undefined });
    });

    it('holds two spellings of one control once', async () => {
      await store.saveControls({ controls: [control('A'), control('a')], score, updates: [] }, at);
      assert.deepEqual(await keys(), ['a']);
    });

    it('takes a tenant of 460', async () => {
      const many = Array.from({ length: 460 }, (_, i) => control(`control_${String(i)}`));
      await store.saveControls({ controls: many, score, updates: [] }, at);
      await store.saveControls({ controls: many.slice(1), score, updates: [] }, at);
      assert.equal((await store.controls()).length, 459);
    });

    it('says how a control stands to what was asked for', async () => {
      const untouched = await store.sync('Mfa');
      assert.deepEqual([untouched.controlId, untouched.askedSeq], ['Mfa', 0]);
      await store.saveSync('MFA', { seenState: 'Ignored', seenAt: at });
      await store.saveSync('mfa', { writtenAt: at, badRequests: 1 });
      await store.saveSync('mfa', {});
      assert.deepEqual(await store.sync('Mfa'), {
        ...untouched,
        seenState: 'Ignored',
        seenAt: at,
        writtenAt: at,
        badRequests: 1,
      });
    });
  });

  describe('of cards and conversations', () => {
    it('is where each card of an acceptance is', async () => {
      const bo = { ...post, personId: 'bo', conversationId: 'a:2', activityId: '2' };
      await store.savePost(post);
      await store.savePost(bo);
      await store.savePost({ ...post, shown: 'newer', askedRevision: 3 });
      const newer = { ...post, shown: 'newer', askedRevision: 3 };
      assert.deepEqual(await store.posts(post.acceptanceId), [bo, newer]);
      assert.deepEqual(await store.posts(post.acceptanceId, 'ada'), [newer]);
      assert.deepEqual(await store.posts('RA-2026-0002'), []);
      await store.forgetPost({ activityId: '1', conversationId: 'a:2' });
      assert.equal((await store.posts(post.acceptanceId)).length, 2, 'that is somebody else’s');
      await store.forgetPost(post);
      assert.deepEqual(await store.posts(post.acceptanceId), [bo]);
    });

    it('is where each person can be reached', async () => {
      await store.saveConversation('ada', conversation);
      await store.saveConversation('ada', { ...conversation, conversationId: 'a:9' });
      const kept = { ...conversation, conversationId: 'a:9' };
      assert.deepEqual(await store.conversation('ada'), kept);
      assert.deepEqual(await store.conversationById('a:9'), kept);
      assert.equal(await store.conversationById('a:1'), undefined);
      await store.forgetConversation('ada');
      assert.equal(await store.conversation('ada'), undefined);
    });

    it('is one governance channel', async () => {
      assert.equal(await store.channel(), undefined);
      const channel: Channel = { ...conversation, teamId: '19:team', name: 'Governance' };
      await store.saveChannel(channel);
      await store.saveChannel({ ...channel, name: 'Risk' });
      assert.deepEqual(await store.channel(), { ...channel, name: 'Risk' });
    });
  });

  describe('of people', () => {
    it('is their name as last seen', async () => {
      const bo = { ...ada, id: 'bo', name: 'Bo' };
      await store.savePeople([ada, bo, { ...bo, name: 'Bo Peep' }]);
      await store.savePeople([{ ...ada, name: 'Ada King' }, bo]);
      await store.savePeople([]);
      const names = await store.names(['ada', 'bo', 'ada', 'nobody']);
      assert.deepEqual(Object.fromEntries(names), { ada: 'Ada King', bo: 'Bo' });
      assert.equal((await store.names([])).size, 0);
    });

    it('is nothing of whom was blanked', async () => {
      await store.savePeople([ada]);
      await database.db.updateTable('person').set({ name: '', upn: '' }).execute();
      assert.equal((await store.names(['ada'])).size, 0);
    });
  });

  describe('of its policy', () => {
    const version = { version: 1, at, deployedAt: at, policy };

    it('is every version, with a line of the trail', async () => {
      assert.equal(await store.newestPolicy(), undefined);
      await store.savePolicy(version, []);
      const second = { ...version, version: 2, policy: { ...policy, lowImpactMaxPoints: 1.5 } };
      await store.savePolicy(second, [{ kind: 'announcePolicy', version: 2 }]);
      assert.deepEqual(await store.newestPolicy(), second);
      assert.deepEqual(await store.policyVersions(), [version, second]);
      const line = await store.line(2);
      const { version: number, ...rest } = { version: 2, deployedAt: at, policy: second.policy };
      assert.deepEqual(
        [line?.event, line?.by, line?.policy, line?.acceptanceId, line?.set],
        ['policy', theSystem.id, 2, '', { version: number, ...rest }],
      );
      assert(await store.pending('policy:2'));
      assert.equal(await misfit(store), undefined);
    });

    it('is on record once, however many processes of one deployment find it', async () => {
      await Promise.all([1, 2, 3].map(() => store.savePolicy(version, [])));
      assert.equal((await store.head()).seq, 1);
      const other = { ...version, policy: { ...policy, allowGuests: true } };
      await assert.rejects(store.savePolicy(other, []));
      assert.equal((await store.head()).seq, 1);
    });
  });

  describe('of the sandbox', () => {
    it('are documents by kind and id', async () => {
      await shelf.put('message', '2', { text: 'two' });
      await shelf.put('message', '1', ['one']);
      await shelf.put('message', '2', { text: 'zwei' });
      await shelf.put('clock', '1', 5);
      assert.deepEqual(await shelf.get('message', '2'), { text: 'zwei' });
      assert.deepEqual(await shelf.list('message'), [
        { id: '1', body: ['one'] },
        { id: '2', body: { text: 'zwei' } },
      ]);
      await shelf.remove('message', '2');
      assert.equal(await shelf.get('message', '2'), undefined);
      assert.equal(await shelf.get('clock', '1'), 5);
    });

    it('and the whole record are gone when it starts over, but for whose it is', async () => {
      const contoso = { mode: 'sandbox', tenantId: 'contoso' };
      const { meta: _meta, ...untouched } = await everything(database.db);
      await claimRecord(database.db, contoso);
      const first = await opened(store, {}, [{ kind: 'syncControl', controlId: 'A' }]);
      await store.savePolicy({ version: 1, at, deployedAt: at, policy }, []);
      const update = { key: 'a', at, state: 'Ignored', by: 'Ada', comment: '' };
      const read = { controls: [control('A')], score: undefined, updates: [update] };
      await store.saveControls(read, at);
      await store.saveSnapshots([snapshot('2026-11-22', measured('A'))]);
      await checked(store, { day: '2026-11-22', alerts: [alert] }, []);
      await store.saveReview('2026-W48', at);
      const where = { conversationId: 'a:1', activityId: '9' };
      await store.saveCardPost({ ...where, subject: 'review:2026-W48', shown: '' }, conversation);
      const owner = { subject: 'control:a', personId: 'ada', byId: 'ada', at };
      const assigned = { at, event: 'assign', by: ada, set: {}, policy: 1, effects: [] };
      await store.note({ ...assigned, owners: [owner] });
      await store.keepDeputy(deputyFor(), { by: ada, grant: undefined, policy: 1, effects: [] });
      await store.savePost(post);
      await store.saveConversation('ada', conversation);
      await store.saveChannel({ ...conversation, teamId: '', name: '' });
      await store.saveTeam({ ...conversation, teamId: '', name: '' });
      await store.saveSync('A', { badRequests: 1 });
      await store.countDays('2026-11-22', [{ key: 'a', completed: true, gone: false }]);
      const drift = {
        class: 'unmanaged',
        controlId: 'B',
        acceptanceId: null,
        state: 'Ignored',
      } as const;
      const open = { foundAt: at, countsFrom: '', isFirst: true, endedAt: null, endState: '' };
      const finding = {
        ...drift,
        ...open,
        by: '',
        comment: '',
        at,
        since: at,
        id: '1',
        revertSeq: 0,
      };
      await store.saveDrifts({ at, first: true, opened: [{ finding, readAt: at }], ended: [] });
      await store.savePeople([ada]);
      await shelf.put('message', '1', {});
      const empty = Object.entries(await everything(database.db)).filter(
        ([, { length }]) => !length,
      );
      assert.deepEqual(empty, [], 'nothing is left to be emptied unseen');
      await shelf.startOver();
      assert.deepEqual(await store.head(), genesis);
      const { meta: _, ...emptied } = await everything(database.db);
      assert.deepEqual(emptied, untouched);
      assert.match((await claimRecord(database.db, { ...contoso, mode: 'teams' })) ?? '', /teams/);
      assert.equal((await opened(store)).id, first.id);
      assert.equal(await misfit(store), undefined);
    });
  });

  describe('of whose record it is', () => {
    it('is said in one sentence to whoever comes with another mode or tenant', async () => {
      const contoso = { mode: 'teams', tenantId: 'contoso' };
      assert.equal(await claimRecord(database.db, contoso), undefined);
      assert.equal(await claimRecord(database.db, contoso), undefined);
      const answers = [
        await claimRecord(database.db, { ...contoso, mode: 'sandbox' }),
        await claimRecord(database.db, { ...contoso, tenantId: 'fabrikam' }),
      ];
      for (const answer of answers) assert.match(answer ?? '', /tenant contoso in mode "teams"/);
      assert.match(answers[1] ?? '', /tenant fabrikam/);
      assert.equal(await claimRecord(database.db, contoso), undefined);
    });

    it('is whoever came first, when two come at once', async () => {
      const both = ['one', 'two'].map((tenantId) =>
        claimRecord(database.db, { mode: 'teams', tenantId }),
      );
      const answers = await Promise.all(both);
      assert.equal(answers.filter((answer) => answer === undefined).length, 1);
    });
  });
});
