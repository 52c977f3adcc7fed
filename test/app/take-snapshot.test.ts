import { checked } from '../support/checked.ts';
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { takeSnapshot } from '../../src/app/take-snapshot.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import type { Snapshot } from '../../src/domain/history.ts';
import { measured, snapshot } from '../domain/days.ts';
import { type World, world, type WorldOptions } from '../support/world.ts';

const TODAY = '2026-11-25';
const back = (days: number): string => plusDays(TODAY, -days);
const down = { ok: false, trouble: 'unavailable' } as const;

describe('taking the day’s snapshot', () => {
  let w: World;
  const begin = async (options: WorldOptions = {}): Promise<void> => {
    w = await world({ now: `${TODAY}T10:00:00Z`, ...options });
  };
  afterEach(() => w.end());

  const held = (...days: readonly number[]): readonly Snapshot[] =>
    days.map((ago) => snapshot(back(ago), measured('Mfa', { points: ago % 5 })));
  const onRecord = async (): Promise<readonly string[]> =>
    (await w.store.totals('2000-01-01', '2999-12-31')).map(({ day }) => day);
  const take = (day = TODAY) => takeSnapshot(w.ports, day);
  const asked = (): unknown[] => w.graph.secureScore.days.args.map(([since]) => since);
  /** What waits in the outbox, and when it is due. */
  const waiting = async (): Promise<Readonly<Record<string, string>>> => {
    const rows = await w.db.selectFrom('outbox').select(['key', 'dueAt']).orderBy('key').execute();
    return Object.fromEntries(rows.map(({ key, dueAt }) => [key, dueAt]));
  };
  const lives = async (key: string) => (await w.store.lives([key]))[0]?.rows;

  describe('puts on record', () => {
    it('everything that Graph holds, the first time', async () => {
      await begin();
      w.graph.setDays(...held(...Array.from({ length: 90 }, (_, ago) => ago)));
      assert.equal(await take(), 'done');
      const days = await onRecord();
      assert.deepEqual([days.length, days[0], days[89]], [90, back(89), TODAY]);
      assert.deepEqual(asked(), [undefined]);
    });

    it('what has come since, and what came late', async () => {
      await begin();
      w.graph.setDays(...held(6, 5, 4, 2));
      await take();
      w.graph.setDays(...held(1, 3, 9, 0));
      await take();
      assert.deepEqual(asked(), [undefined, back(5)]);
      assert.deepEqual(await onRecord(), [6, 5, 4, 3, 2, 1, 0].map(back));
    });

    it('all that came in a week without us, or in months', async () => {
      await begin();
      w.graph.setDays(...held(200, 100));
      await take();
      w.graph.setDays(...held(8, 7, 6, 5, 1, 0));
      await take();
      assert.deepEqual(await onRecord(), [200, 100, 8, 7, 6, 5, 1, 0].map(back));
    });

    it('days in any order, and a week that Graph lacks not at all', async () => {
      await begin();
      w.graph.setDays(...held(0, 20, 1, 12, 2));
      const { days } = w.graph.secureScore;
      const shuffled = async (since: string | undefined) => {
        const answer = await days(since);
        return answer.ok ? { ...answer, value: answer.value.toReversed() } : answer;
      };
      await takeSnapshot(
        { ...w.ports, secureScore: { ...w.graph.secureScore, days: shuffled } },
        TODAY,
      );
      assert.deepEqual(await onRecord(), [20, 12, 2, 1, 0].map(back));
    });

    it('a day once, as it is told now', async () => {
      await begin();
      w.graph.setDays(...held(1, 0));
      await take();
      w.graph.setDays(snapshot(TODAY, measured('Mfa', { points: 4.5 })));
      await take();
      assert.deepEqual(await onRecord(), [back(1), TODAY]);
      assert.equal((await w.store.dayAt(TODAY))?.current, 4.5);
    });

    it('a day as it is told now, though its totals be the same', async () => {
      await begin();
      w.graph.setDays(snapshot(TODAY, measured('a', { points: 5 }), measured('b', { points: 0 })));
      await take();
      w.graph.setDays(snapshot(TODAY, measured('a', { points: 0 }), measured('b', { points: 5 })));
      await take();
      assert.deepEqual(
        [await lives('a'), await lives('b')].map((rows) => rows?.map(({ points }) => points)),
        [[0], [5]],
      );
    });

    it('what a recommendation without points was worth, as it was thought on the day', async () => {
      await begin();
      const none = (id: string, maxScore: number) => measured(id, { points: 0, maxScore });
      const told = (maxScore: number, ...days: readonly number[]) =>
        days.map((ago) => snapshot(back(ago), none('SmallOne', maxScore), none('Other', maxScore)));
      w.graph.setDays(...told(1.5, 3, 2, 1));
      await take();
      // From today on Microsoft says 2.5, and Graph has nothing else to say of the days before.
      w.graph.change('SmallOne', { maxScore: 2.5 });
      w.graph.setDays(...told(2.5, 3, 2, 1, 0));
      await take();
      const worth = async (key: string) =>
        (await lives(key))?.map(({ day, maxScore }) => [day, maxScore]);
      assert.deepEqual(await worth('smallone'), [
        [back(3), 1.5],
        [TODAY, 2.5],
      ]);
      assert.deepEqual(await worth('other'), [[back(3), 2.5]]);
    });

    it('what Graph does say of it now, and of one that it did not have then', async () => {
      await begin();
      const small = (points: number, maxScore: number) =>
        measured('SmallOne', { points, maxScore });
      const days = (...at: readonly (ReturnType<typeof small> | undefined)[]) =>
        at.map((one, ago) => snapshot(back(ago), measured('Mfa'), ...(one ? [one] : [])));
      w.graph.setDays(...days(small(1, 1.5), undefined, small(1, 1.5)));
      await take();
      w.graph.change('SmallOne', { maxScore: 2.5 });
      w.graph.setDays(...days(small(1, 2.5), small(0, 2.5), small(1, 1.5)));
      await take();
      assert.deepEqual(
        (await lives('smallone'))?.map(({ day, maxScore }) => [day, maxScore]),
        [
          [back(2), 1.5],
          [back(1), 2.5],
          [TODAY, 2.5],
        ],
      );
    });

    it('one recommendation, however its id is spelled', async () => {
      await begin();
      w.graph.setDays(
        snapshot(back(1), measured('MDO_SafeLinks')),
        snapshot(TODAY, measured('mdo_safelinks', { points: 0 })),
      );
      await take();
      assert.deepEqual(
        (await lives('mdo_safelinks'))?.map(({ day, points }) => [day, points]),
        [
          [back(1), 3],
          [TODAY, 0],
        ],
      );
    });

    it('a tenant that is worth nothing', async () => {
      await begin();
      w.graph.setDays(snapshot(TODAY, measured('Mfa', { points: 0, maxScore: 0 })));
      assert.equal(await take(), 'done');
      assert.deepEqual(await w.store.dayAt(TODAY), { day: TODAY, current: 0, max: 0 });
    });

    it('nothing of a tenant without data, and that is all', async () => {
      await begin();
      assert.equal(await take(), 'done');
      assert.deepEqual(await onRecord(), []);
      assert.deepEqual(await waiting(), {});
      assert.equal(w.log.warn.callCount, 0);
    });

    it('no day to come, and nothing that is no day', async () => {
      await begin();
      w.graph.setDays(...held(1, 0, -1, -400), snapshot('2026-02-30', measured('Mfa')));
      await take();
      assert.deepEqual(await onRecord(), [back(1), TODAY]);
      assert.deepEqual(w.log.warn.lastCall.args, ['days-refused', { count: 3 }]);
      assert.ok('alerts:2026-11-25' in (await waiting()));
    });

    for (const [zone, now, newest] of [
      ['Pacific/Pago_Pago', `${TODAY}T08:00:00Z`, back(1)],
      ['Pacific/Kiritimati', `${TODAY}T20:00:00Z`, TODAY],
    ] as const)
      it(`no day that has not begun in ${zone}, or not yet in UTC`, async () => {
        await begin({ now, policy: { timeZone: zone } });
        w.graph.setDays(...held(1, 0, -1));
        await take('start');
        assert.equal((await onRecord()).at(-1), newest);
      });

    it('the controls, and what they are worth for the days that do not tell', async () => {
      await begin();
      w.graph.change('SmallOne', { maxScore: 2.5 });
      await take();
      const { args } = w.graph.secureScore.days.lastCall;
      const maxima = (args as readonly unknown[])[1] as ReadonlyMap<string, number>;
      assert.equal(maxima.get('smallone'), 2.5);
      assert.equal((await w.store.control('SmallOne'))?.maxScore, 2.5);
    });
  });

  describe('asks for', () => {
    it('the search for alerts in the newest day, again and again', async () => {
      await begin();
      w.graph.setDays(...held(4, 3));
      await take();
      assert.deepEqual(await waiting(), {
        [`acceptances:${TODAY}`]: `${TODAY}T10:00:00.000Z`,
        [`alerts:${back(3)}`]: `${TODAY}T10:00:00.000Z`,
        drift: `${TODAY}T10:00:00.000Z`,
      });
      await w.settle();
      assert.equal(await w.store.checkedDay(), back(3));
      await take();
      assert.ok(await w.store.pending(`alerts:${back(3)}`));
    });

    it('the cards of what Secure Score does not show yet', async () => {
      await begin();
      const acceptance = await w.approved();
      await w.db.deleteFrom('outbox').execute();
      await take();
      assert.deepEqual(Object.keys(await waiting()), [`show:${acceptance.id}`]);
    });

    describe('the review of the week', () => {
      const review = 'review:2026-W48';
      const watchedTo = (day: string): Promise<void> => checked(w.store, { day, alerts: [] }, []);
      const reviewDue = async (): Promise<string | undefined> => (await waiting())[review];

      it('where it has none yet, once', async () => {
        await begin();
        await watchedTo('2026-11-22');
        await take();
        assert.equal(await reviewDue(), `${TODAY}T10:00:00.000Z`);
        await w.db.updateTable('outbox').set({ doneAt: 'now' }).where('key', '=', review).execute();
        await take();
        assert.equal(await w.store.pending(review), undefined);
      });

      it('not where it was posted', async () => {
        await begin();
        await watchedTo('2026-11-22');
        await w.store.saveReview('2026-W48', '2026-11-23T09:00:00Z');
        await take();
        assert.equal(await reviewDue(), undefined);
      });

      it('not where nobody watched before', async () => {
        await begin();
        w.graph.setDays(...held(5, 0));
        await take();
        assert.equal(await reviewDue(), undefined);
        await w.settle();
        await take();
        assert.equal(await reviewDue(), undefined);
      });

      it('not before Monday’s nine o’clock, though it was read at seven', async () => {
        await begin({ now: '2026-11-23T07:00:00Z' });
        await watchedTo('2026-11-22');
        w.graph.setDays(snapshot('2026-11-23', measured('Mfa')));
        await take('start');
        await w.settle();
        assert.equal(await reviewDue(), undefined);
        w.clock.at = Date.parse('2026-11-23T09:00:00Z');
        await take('2026-11-23');
        assert.equal(await reviewDue(), '2026-11-23T09:00:00.000Z');
      });

      it('not where Graph does not answer', async () => {
        await begin();
        await watchedTo('2026-11-22');
        w.graph.state.days = down;
        await take();
        assert.equal(await reviewDue(), undefined);
      });
    });
  });
});
