import assert from 'node:assert/strict';
import fc from 'fast-check';
import { controlKey } from '../../src/domain/control.ts';
import type { HistoryRow, Snapshot } from '../../src/domain/history.ts';
import { rowChanges } from '../../src/domain/history-rows.ts';
import {
  kept,
  measured,
  randomDays,
  reordered,
  rowsOf,
  snapshot,
  standing,
  standingOf,
  told,
} from './days.ts';

/** A record in memory: rows by control and day, and the days that it holds. */
function record() {
  const days = new Set<string>();
  const rows = new Map<string, HistoryRow>();
  const all = () => [...rows.values()];
  const put = (one: Snapshot) => {
    const next = [...days].filter((day) => day > one.day).sort()[0];
    const earlier = all().filter(({ day }) => day < one.day);
    const changes = rowChanges(one, {
      before: new Map(
        earlier.toSorted((a, b) => (a.day < b.day ? -1 : 1)).map((row) => [row.key, row]),
      ),
      own: all().filter(({ day }) => day === one.day),
      next:
        next === undefined
          ? undefined
          : { day: next, rows: all().filter((row) => row.day === next) },
    });
    for (const { key, day } of changes.removed) assert(rows.delete(`${key} ${day}`));
    for (const row of changes.put) rows.set(`${row.key} ${row.day}`, row);
    days.add(one.day);
    return changes;
  };
  return { put, all };
}

const recorded = (...days: readonly Snapshot[]): readonly HistoryRow[] => {
  const made = record();
  for (const one of days) made.put(one);
  return made.all();
};

describe('the rows of a history', () => {
  const [first, second, third] = ['2026-11-20', '2026-11-21', '2026-11-23'] as const;

  it('are one a control that stands otherwise than the day before', () => {
    const rows = recorded(
      snapshot(first, measured('Mfa'), measured('Dlp')),
      snapshot(second, measured('MFA'), measured('Dlp', { points: 2.5 })),
      snapshot(third, measured('Mfa', { maxScore: 9 }), measured('Dlp', { points: 2.5 })),
    );
    const fresh = { measuredOn: null, stale: false };
    assert.deepEqual(rows, [
      { key: 'dlp', day: first, points: 3, maxScore: 5, ...fresh },
      { key: 'mfa', day: first, points: 3, maxScore: 5, ...fresh },
      { key: 'dlp', day: second, points: 2.5, maxScore: 5, ...fresh },
      { key: 'mfa', day: third, points: 3, maxScore: 9, ...fresh },
    ]);
  });

  it('tell who left the scope and who came back, worth nothing meanwhile', () => {
    const rows = recorded(
      snapshot(first, measured('Mfa')),
      snapshot(second),
      snapshot(third, measured('Mfa')),
    );
    assert.deepEqual(
      rows.map(({ day, points, maxScore }) => [day, points, maxScore]),
      [
        [first, 3, 5],
        [second, null, 0],
        [third, 3, 5],
      ],
    );
  });

  it('tell when a measurement grew too old, and when it was renewed, and no more', () => {
    const measuredOn = (day: string) => measured('Mfa', { measuredOn: day });
    const rows = recorded(
      snapshot('2026-11-01', measuredOn('2026-11-01')),
      snapshot('2026-11-02', measuredOn('2026-11-02')),
      snapshot('2026-11-09', measuredOn('2026-11-02')),
      snapshot('2026-11-10', measuredOn('2026-11-02')),
      snapshot('2026-11-11', measuredOn('2026-11-02')),
      snapshot('2026-11-12', measuredOn('2026-11-03')),
      snapshot('2026-11-13', measuredOn('2026-11-13')),
      snapshot('2026-11-14', measuredOn('2026-11-14')),
    );
    assert.deepEqual(
      rows.map(({ day, stale, measuredOn }) => [day, stale, measuredOn]),
      [
        ['2026-11-01', false, null],
        ['2026-11-10', true, '2026-11-02'],
        ['2026-11-12', true, '2026-11-03'],
        ['2026-11-13', false, null],
      ],
    );
  });

  it('take the first of two spellings of one id', () => {
    const [row, ...others] = recorded(
      snapshot(first, measured('Mfa', { points: 1 }), measured('MFA', { points: 2 })),
    );
    assert.deepEqual([row?.key, row?.points, others], ['mfa', 1, []]);
  });

  it('leave the next day as it stood when a day comes between', () => {
    const { put, all } = record();
    put(snapshot(first, measured('Mfa')));
    put(snapshot(third, measured('Mfa')));
    assert.equal(all().length, 1);
    put(snapshot(second, measured('Mfa', { points: 0 })));
    assert.deepEqual(
      all().map(({ day, points }) => [day, points]),
      [
        [first, 3],
        [second, 0],
        [third, 3],
      ],
    );
    put(snapshot(second, measured('Mfa')));
    assert.deepEqual(told(all()), told(recorded(snapshot(first, measured('Mfa')))));
  });

  it('do not change when a day comes again', () => {
    const { put } = record();
    const again = snapshot(first, measured('Mfa'), measured('Dlp'));
    put(again);
    put(snapshot(second));
    assert.deepEqual(put(again), { put: [], removed: [] });
  });

  it('are the same for the same days, in whatever order, and tell every day exactly', () => {
    const inAnyOrder = randomDays.chain((days) => fc.tuple(fc.constant(days), reordered(days)));
    const holds = fc.property(inAnyOrder, ([days, others]) => {
      const rows = recorded(...days);
      assert.deepEqual(told(rows), rowsOf(days));
      assert.deepEqual(told(recorded(...others)), told(rows));
      const keys = days.flatMap(({ measurements }) => measurements.map(({ id }) => controlKey(id)));
      for (const one of kept(days))
        for (const key of new Set(keys)) {
          const ofIt = rows.filter((row) => row.key === key);
          assert.equal(standingOf(ofIt, one.day), standing(one, key));
        }
    });
    fc.assert(holds, { numRuns: 400 });
  });
});
