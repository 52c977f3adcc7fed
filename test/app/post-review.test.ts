import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { ReviewView } from '../../src/app/monitor-views.ts';
import { lateReview, postReview, showReview } from '../../src/app/post-review.ts';
import { enqueueDue } from '../../src/app/schedule.ts';
import { checked } from '../support/checked.ts';
import { ed, hour, mia, minute, type World } from '../support/world.ts';
import { governance } from './alert-world.ts';
import { dayOf, reviewing, wait } from './review-world.ts';

const week = '2026-W48';

describe('posting the weekly review', () => {
  let w: World;
  beforeEach(async () => {
    w = await reviewing();
    await dayOf(w, '2026-11-16', { Mfa: 10 });
    await dayOf(w, '2026-11-20', { Mfa: 0 });
  });
  afterEach(() => w.end());

  const ask = async (
    kind: 'postReview' | 'showReview' | 'lateReview' = 'postReview',
    of = week,
  ) => {
    await w.store.arm([{ kind, week: of }], w.ports.now());
    await w.settle();
  };
  const posted = (): readonly ReviewView[] =>
    w.teams.channel.flatMap(({ review, update }) => (review && !update ? [review] : []));
  const updates = (): readonly ReviewView[] =>
    w.teams.channel.flatMap(({ review, update }) => (review && update ? [review] : []));

  it('puts it into the channel, and keeps that it is there', async () => {
    await ask();
    const [view] = posted();
    assert.deepEqual([view?.week, view?.lines.length], [week, 1]);
    assert.deepEqual(await w.store.review(week), {
      week,
      postedAt: '2026-11-23T10:00:00.000Z',
      doneAt: null,
      doneById: null,
    });
    const [copy] = await w.store.cardPosts(`review:${week}`);
    assert.equal(copy?.conversationId, governance.conversationId);
    assert.equal(copy.activityId, w.teams.channel[0]?.activityId);
  });

  it('happens once a week, however often it is asked for', async () => {
    for (let times = 0; times < 3; times++) await ask();
    assert.equal(posted().length, 1);
    wait(w, 7);
    await ask('postReview', '2026-W49');
    assert.deepEqual(
      posted().map((view) => view.week),
      [week, '2026-W49'],
    );
  });

  it('of an empty week is a card as well', async () => {
    await dayOf(w, '2026-11-21', { Mfa: 10 });
    await ask();
    assert.deepEqual(posted()[0]?.lines, []);
  });

  it('waits for a channel, until the next Monday has come', async () => {
    w.teams.state.closed = true;
    await ask();
    assert.equal(await w.store.review(week), undefined);
    const pending = await w.store.pending(`review:${week}`);
    assert.equal(pending?.lastError, 'no governance channel');
    w.teams.state.closed = false;
    await w.later(6 * hour);
    assert.equal(posted().length, 1);
  });

  it('does not come late once the next Monday has come', async () => {
    w.teams.state.closed = true;
    await ask();
    w.clock.at = Date.parse('2026-11-30T00:00:00Z');
    w.teams.state.closed = false;
    await w.settle();
    assert.deepEqual(posted(), []);
    assert.equal(await w.store.pending(`review:${week}`), undefined);
  });

  it('waits where no channel was ever named', async () => {
    await w.db.deleteFrom('channel').execute();
    await ask();
    assert.equal(w.teams.channel.length, 0);
    await w.store.saveChannel(governance);
    await w.later(6 * hour);
    assert.equal(posted().length, 1);
  });

  it('is repeated once at most when the process is killed before it is recorded', async () => {
    const { store } = w;
    const killed = { ...store, saveCardPost: () => Promise.reject(new Error('killed')) };
    await assert.rejects(postReview({ ...w.ports, store: killed }, week));
    assert.equal(posted().length, 1);
    await ask();
    await ask();
    assert.equal(posted().length, 2);
    assert.equal((await store.cardPosts(`review:${week}`)).length, 1);
  });

  describe('and bringing it up to date', () => {
    it('touches a card only where it shows something else', async () => {
      await ask();
      await ask('showReview');
      assert.deepEqual(updates(), []);
      await dayOf(w, '2026-11-21', { Mfa: 10 });
      await ask('showReview');
      await ask('showReview');
      assert.deepEqual(
        updates().map(({ lines }) => lines.length),
        [0],
      );
    });

    it('reaches every copy, in threads and in personal chats', async () => {
      await ask();
      const copies = [
        { conversationId: `${governance.conversationId};messageid=17`, activityId: 'thread' },
        { conversationId: `chat-${ed.id}`, activityId: 'own' },
      ];
      for (const copy of copies)
        await w.store.saveCardPost({ subject: `review:${week}`, ...copy, shown: '' }, governance);
      await ask('showReview');
      const asked = w.teams.messenger.update.args.map(([{ activityId }]) => activityId);
      assert.deepEqual(asked.toSorted(), ['own', 'thread']);
    });

    it('forgets a copy that is gone, and posts no other in its place', async () => {
      await ask();
      w.teams.deleted.add(w.teams.channel[0]?.activityId ?? '');
      await dayOf(w, '2026-11-21', { Mfa: 10 });
      await ask('showReview');
      assert.deepEqual(await w.store.cardPosts(`review:${week}`), []);
      await ask();
      assert.equal(posted().length, 1);
    });

    it('does not let one that fails keep the others from it', async () => {
      await ask();
      const subject = `review:${week}`;
      const broken = { conversationId: `chat-${ed.id}`, activityId: 'a' };
      await w.store.saveCardPost({ subject, ...broken, shown: '' }, governance);
      await dayOf(w, '2026-11-21', { Mfa: 10 });
      const { messenger } = w.teams;
      const failing = {
        ...messenger,
        update: (...[copy, message]: Parameters<typeof messenger.update>) =>
          copy.activityId === 'a'
            ? Promise.reject(new Error('Teams is away'))
            : messenger.update(copy, message),
      };
      await assert.rejects(showReview({ ...w.ports, messenger: failing }, week), /away/);
      assert.equal(updates().length, 1);
      await showReview(w.ports, week);
      assert.equal(updates().length, 1, 'the other one is up to date');
      assert.equal(w.teams.updates.length, 1);
    });

    it('has nothing to do for a week that was never posted', async () => {
      await ask('showReview', '2026-W40');
      assert.equal(w.teams.channel.length, 0);
    });
  });

  describe('late', () => {
    const said = (): readonly string[] =>
      w.teams.channel.flatMap(({ text }) => (text === '' ? [] : [text]));

    it('is said once, with the newest day of the data', async () => {
      w.clock.at += 12 * hour;
      await ask('lateReview');
      assert.deepEqual(said(), [
        'The weekly review waits for data: the newest of Secure Score are of 20 Nov 2026. It comes as soon as there are newer ones.',
      ]);
    });

    it('is said where there never were any', async () => {
      await w.db.deleteFrom('scoreDay').execute();
      await ask('lateReview');
      assert.deepEqual(said(), [
        'The weekly review waits for data: there are none of Secure Score yet. It comes as soon as there are any.',
      ]);
    });

    it('is not said where it is posted, in another week, or where there is no channel', async () => {
      w.teams.state.closed = true;
      await ask('lateReview');
      assert.equal(await w.store.pending(`lateReview:${week}`), undefined);
      w.teams.state.closed = false;
      await ask('lateReview', '2026-W47');
      await ask();
      await ask('lateReview');
      assert.deepEqual(said(), []);
    });

    it('is not said where there are data, and only the channel is missing', async () => {
      w.teams.state.closed = true;
      await ask();
      w.teams.state.closed = false;
      await lateReview(w.ports, week);
      assert.deepEqual(said(), []);
    });
  });

  it('comes on Monday at nine, once there are data, and says when it is late', async () => {
    // Watched since Friday; Graph is down on Monday from nine to half past nine in the evening.
    w.clock.at = Date.parse('2026-11-27T10:00:00Z');
    await checked(w.store, { day: '2026-11-26', alerts: [] });
    const pass = async (to: string, step: number): Promise<void> => {
      for (; w.clock.at < Date.parse(to); w.clock.at += step) {
        await enqueueDue(w.ports);
        await w.settle();
      }
    };
    await pass('2026-11-30T08:59:00Z', hour);
    w.clock.at = Date.parse('2026-11-30T08:59:00Z');
    w.graph.state.reads = { ok: false, trouble: 'unavailable' };
    await pass('2026-11-30T20:59:00Z', 10 * minute);
    assert.deepEqual([posted().length, w.teams.channel.length], [0, 0]);
    await pass('2026-11-30T21:30:00Z', 10 * minute);
    assert.equal(w.teams.channel.filter(({ text }) => text.includes('waits for data')).length, 1);
    delete w.graph.state.reads;
    await pass('2026-12-02T00:00:00Z', hour);
    assert.deepEqual(
      posted().map((view) => view.week),
      ['2026-W49'],
    );
    assert.equal(w.teams.channel.filter(({ text }) => text !== '').length, 1);
  });

  it('names whoever closed it', async () => {
    await ask();
    await w.store.savePeople([mia]);
    await w.store.note({
      at: w.ports.now().toISOString(),
      event: 'reviewDone',
      by: mia,
      reviewDone: week,
      set: {},
      policy: 1,
      effects: [{ kind: 'showReview', week }],
    });
    await w.settle();
    assert.deepEqual(updates().at(-1)?.done, { by: 'Mia', at: '2026-11-23T10:00:00.000Z' });
  });
});
