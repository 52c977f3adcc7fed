import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { takeSnapshot } from '../../src/app/take-snapshot.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import type { Snapshot } from '../../src/domain/history.ts';
import { measured, snapshot } from '../domain/days.ts';
import { type World, world } from '../support/world.ts';

const TODAY = '2026-11-25';
const back = (days: number): string => plusDays(TODAY, -days);
const down = { ok: false, trouble: 'unavailable', retryAfterMs: 5_000 } as const;

describe('the day’s snapshot', () => {
  let w: World;
  beforeEach(async () => {
    w = await world({ now: `${TODAY}T10:00:00Z` });
  });
  afterEach(() => w.end());

  const held = (...days: readonly number[]): readonly Snapshot[] =>
    days.map((ago) => snapshot(back(ago), measured('Mfa')));
  const onRecord = async (): Promise<readonly string[]> =>
    (await w.store.totals('2000-01-01', '2999-12-31')).map(({ day }) => day);
  const take = (day = TODAY) => takeSnapshot(w.ports, day);

  describe('where Graph is down at nine', () => {
    it('is put off, and keeps what it has', async () => {
      w.graph.setDays(...held(1));
      await take();
      w.graph.setDays(...held(0));
      w.graph.state.reads = down;
      assert.deepEqual(await take(), { again: 'unavailable', retryAfterMs: 5_000 });
      delete w.graph.state.reads;
      w.graph.state.days = down;
      assert.deepEqual(await take(), { again: 'unavailable', retryAfterMs: 5_000 });
      delete w.graph.state.days;
      assert.deepEqual(await onRecord(), [back(1)]);
      await take();
      assert.deepEqual(await onRecord(), [back(1), TODAY]);
    });

    it('is made up for once Graph is back, and the alerts are looked for then', async () => {
      w.graph.setDays(...held(0));
      w.graph.state.reads = down;
      await w.store.armOnce([{ kind: 'takeSnapshot', day: TODAY }], w.ports.now());
      await w.settle();
      assert.equal((await w.store.pending(`snapshot:${TODAY}`))?.lastError, 'unavailable');
      delete w.graph.state.reads;
      await w.later(6 * 3_600_000);
      assert.equal(await w.store.pending(`snapshot:${TODAY}`), undefined);
      assert.equal(await w.store.checkedDay(), TODAY);
    });
  });

  describe('has nothing to do', () => {
    const reads = (): number => w.graph.secureScore.days.callCount;

    it('for a day to come, or for none', async () => {
      w.clock.at = Date.parse(`${TODAY}T08:00:00Z`);
      for (const day of [back(-1), '2099-01-01', 'tomorrow', '2026-02-30', ''])
        assert.equal(await take(day), 'done');
      assert.equal(reads(), 0);
    });

    it('for a day that was missed, where today’s own is due as well', async () => {
      assert.equal(await take(back(1)), 'done');
      assert.equal(reads(), 0);
      w.clock.at = Date.parse(`${TODAY}T08:59:59Z`);
      await take(back(1));
      assert.equal(reads(), 1);
    });

    it('for a start, while today’s own is about to be taken; but where that has failed', async () => {
      const own = { kind: 'takeSnapshot', day: TODAY } as const;
      await w.store.armOnce([own], w.ports.now());
      assert.equal(await take('start'), 'done');
      assert.equal(reads(), 0);
      w.graph.state.reads = down;
      await w.settle();
      delete w.graph.state.reads;
      await take('start');
      assert.equal(reads(), 1);
    });
  });
});
