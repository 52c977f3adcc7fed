import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { checkAlerts } from '../../src/app/check-alerts.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import type { Snapshot } from '../../src/domain/history.ts';
import { snapshot, watching } from './alert-world.ts';

const points = fc.constantFrom(10, 10, 10, 9, 0, null);

/** Days in order, with gaps; some not looked at, some looked at more than once, or again later. */
const lives = fc.array(
  fc.record({
    gap: fc.constantFrom(1, 1, 1, 2, 9),
    mfa: points,
    dlp: points,
    rest: fc.constantFrom(776, 776, 760, 750, 700),
    looks: fc.constantFrom(0, 1, 1, 2),
    back: fc.constantFrom(0, 0, 1, 3),
  }),
  { maxLength: 12 },
);

/** Keys of the controls, and kinds of all other causes, that are open. */
const openOf = (alerts: readonly Alert[], kind: string): readonly string[] =>
  alerts.flatMap(({ causes }) =>
    causes.flatMap((cause) => {
      if (cause.clearedOn !== null || cause.kind !== kind) return [];
      return [cause.kind === 'control' ? cause.key : cause.kind];
    }),
  );

describe('whatever happens to the score', () => {
  it('no cause is open twice, none is open that has recovered, and looking again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (days) => {
        const w = await watching({ policy: { baselinePercent: 79 } });
        let day = '2026-11-01';
        let last: Snapshot | undefined;
        for (const { gap, mfa, dlp, rest, looks, back } of days) {
          day = plusDays(day, gap);
          const today = snapshot(day, { mfa, dlp, rest });
          await w.store.saveSnapshots([today]);
          for (let n = 0; n < looks; n++) await checkAlerts(w.ports, day);
          if (looks > 0) last = today;
          const open = await w.store.openAlerts();
          await checkAlerts(w.ports, plusDays(day, -back - (looks > 0 ? 0 : gap)));
          if (looks > 0) assert.deepEqual(await w.store.openAlerts(), open);
          const controls = openOf(open, 'control');
          assert.equal(new Set(controls).size, controls.length);
          assert.ok(openOf(open, 'baseline').length <= 1);
          if (looks === 0 || !last) continue;
          const full = last.measurements.filter((one) => one.points >= one.maxScore);
          assert.ok(full.every(({ id }) => !controls.includes(id)));
          assert.ok((100 * last.current) / last.max < 79 || openOf(open, 'baseline').length === 0);
        }
        await w.end();
      }),
      { numRuns: 40 },
    );
  });

  it('what was complete while we watched, and is in scope and not complete, is told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(points, points), { maxLength: 10 }), async (lived) => {
        const w = await watching();
        const complete = new Set<string>();
        for (const [at, [mfa, dlp]] of lived.entries()) {
          const today = snapshot(plusDays('2026-11-01', at), { mfa, dlp });
          await w.store.saveSnapshots([today]);
          await checkAlerts(w.ports, today.day);
          const open = openOf(await w.store.openAlerts(), 'control').toSorted();
          const inScope = today.measurements.filter(({ id }) => id === 'mfa' || id === 'dlp');
          for (const one of inScope) if (one.points >= one.maxScore) complete.add(one.id);
          const lost = inScope.filter((one) => one.points < one.maxScore && complete.has(one.id));
          assert.deepEqual(open, lost.map(({ id }) => id).toSorted());
        }
        await w.end();
      }),
      { numRuns: 40 },
    );
  });
});
