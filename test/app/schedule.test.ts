import { checked } from '../support/checked.ts';
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { enqueueDue, nextInstant, readingOn } from '../../src/app/schedule.ts';
import { day, hour, type World, world } from '../support/world.ts';
import { moved } from './moving.ts';

describe('what falls due by the clock', () => {
  let w: World;
  const begin = async (now: string, timeZone = 'UTC'): Promise<void> => {
    w = await world({ now, policy: { timeZone } });
    w.graph.secureScore.read.resetHistory();
  };
  afterEach(() => w.end());

  const look = async (): Promise<void> => {
    await enqueueDue(w.ports);
    await w.settle();
  };
  const reads = (): number => w.graph.secureScore.read.callCount;
  const until = (target: string): Promise<readonly string[]> => moved(w, target);

  describe('the daily reading', () => {
    it('is taken once a day, from nine o’clock on', async () => {
      await begin('2026-11-23T08:59:59.999Z');
      await look();
      assert.equal(reads(), 0);
      w.clock.at += 1;
      await look();
      await look();
      assert.equal(reads(), 1);
      w.clock.at += 14 * hour;
      await look();
      assert.equal(reads(), 1);
      w.clock.at += 10 * hour;
      await look();
      assert.equal(reads(), 2);
    });

    it('is taken late where nobody was there, and once for all days that were missed', async () => {
      await begin('2026-11-23T22:00:00Z');
      await look();
      assert.equal(reads(), 1);
      w.clock.at += 12 * day;
      await look();
      await look();
      assert.equal(reads(), 2);
    });

    it('is taken once by however many look', async () => {
      await begin('2026-11-23T10:00:00Z');
      await Promise.all([look(), look(), look()]);
      assert.equal(reads(), 1);
    });

    it('is taken at nine on the wall, in summer and in winter', async () => {
      await begin('2026-10-24T00:00:00Z', 'Europe/Berlin');
      assert.deepEqual(await until('2026-10-27T00:00:00Z'), [
        '2026-10-24T07:00:00.000Z',
        '2026-10-25T08:00:00.000Z',
        '2026-10-26T08:00:00.000Z',
        '2026-10-27T00:00:00.000Z',
      ]);
    });

    it('is due at nine on the wall of each day, the longest and the shortest too', () => {
      for (const [date, zone, due] of [
        ['2026-10-25', 'Europe/Berlin', '2026-10-25T08:00:00.000Z'],
        ['2026-03-29', 'Europe/Berlin', '2026-03-29T07:00:00.000Z'],
        ['2026-11-23', 'Pacific/Kiritimati', '2026-11-22T19:00:00.000Z'],
        ['2026-11-23', 'UTC', '2026-11-23T09:00:00.000Z'],
      ] as const)
        assert.equal(readingOn(date, zone).toISOString(), due);
    });

    for (const [zone, at, first] of [
      ['Pacific/Kiritimati', '19:00:00.000Z', 23],
      ['Pacific/Marquesas', '18:30:00.000Z', 23],
      ['Asia/Kathmandu', '03:15:00.000Z', 24],
    ] as const)
      it(`is taken at nine far from Greenwich: ${zone}`, async () => {
        await begin('2026-11-23T12:00:00Z', zone);
        // Where it is past nine already, it is taken now.
        await look();
        assert.equal(reads(), first - 23);
        const expected = [0, 1, 2].map((n) => `2026-11-${String(first + n)}T${at}`);
        const last = '2026-11-26T12:00:00.000Z';
        assert.deepEqual(await until(last), [...expected, last]);
      });
  });

  describe('the review of a week', () => {
    const monday = '2026-11-30';
    const late = 'lateReview:2026-W49';
    const due = async (key: string): Promise<string | undefined> => {
      const rows = w.db.selectFrom('outbox').select('dueAt').where('key', '=', key);
      return (await rows.executeTakeFirst())?.dueAt;
    };
    const watchedTo = (day: string): Promise<void> => checked(w.store, { day, alerts: [] }, []);

    it('is expected from Monday’s reading on, for twelve hours', async () => {
      await begin(`${monday}T08:59:59.999Z`);
      await watchedTo('2026-11-29');
      await enqueueDue(w.ports);
      assert.equal(await due(late), undefined);
      w.clock.at += 1;
      await enqueueDue(w.ports);
      w.clock.at += hour;
      await enqueueDue(w.ports);
      assert.equal(await due(late), `${monday}T21:00:00.000Z`);
    });

    it('is expected at nine on the wall', async () => {
      await begin('2026-11-30T08:00:00Z', 'Europe/Berlin');
      await watchedTo('2026-11-29');
      await enqueueDue(w.ports);
      assert.equal(await due(late), '2026-11-30T20:00:00.000Z');
    });

    it('is not expected on another day', async () => {
      await begin('2026-12-01T10:00:00Z');
      await watchedTo('2026-11-29');
      await enqueueDue(w.ports);
      assert.equal(await due(late), undefined);
    });

    it('is not expected of a week before which nobody watched', async () => {
      await begin(`${monday}T10:00:00Z`);
      await enqueueDue(w.ports);
      assert.equal(await due(late), undefined);
      await watchedTo(monday);
      await enqueueDue(w.ports);
      assert.equal(await due(late), undefined);
    });
  });

  it('is what comes first: an effect that waits, or the reading', async () => {
    await begin('2026-11-23T10:00:00Z');
    assert.equal((await nextInstant(w.ports)).toISOString(), '2026-11-24T09:00:00.000Z');
    const soon = new Date('2026-11-23T11:11:00Z');
    await w.store.arm([{ kind: 'readControls', day: 'x' }], soon);
    assert.deepEqual(await nextInstant(w.ports), soon);
    await w.store.arm([{ kind: 'syncControl', controlId: 'x' }], new Date('2026-12-23T11:11:00Z'));
    assert.deepEqual(await nextInstant(w.ports), soon);
  });
});
