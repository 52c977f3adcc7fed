import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plusDays } from '../../src/domain/calendar.ts';
import { compare } from '../../src/domain/compare.ts';
import { type Comparison, causes } from '../../src/domain/comparison.ts';
import type { DayTotals, HistoryRow, StatusUpdate } from '../../src/domain/history.ts';
import { acceptance } from './examples.ts';
import { course, name, row, totals, update } from './history-examples.ts';

/** A control and what became of it, and what of the totals no control explains. */
interface Past {
  readonly controls: readonly (readonly HistoryRow[])[];
  readonly outside: readonly (readonly [current: number, max: number])[];
  readonly updates: readonly StatusUpdate[];
}

const DAYS = 30;
const dayAt = (at: number): string => plusDays('2026-11-01', at);

const day = fc.integer({ min: 0, max: DAYS }).map(dayAt);
/** Points as Microsoft gives them, and some that it would not. */
const points = fc.oneof(
  fc.integer({ min: 0, max: 1000 }).map((cents) => cents / 100),
  fc.constantFrom(0, 0, 5, 10),
  fc.integer({ min: 1_000, max: 1_200_000 }).map((all) => all / 99_999),
);
const oneRow = fc
  .record({
    day,
    points: fc.option(points, { freq: 4 }),
    maxScore: fc.constantFrom(10, 10, 10, 8, 0, 3.33),
    stale: fc.boolean(),
  })
  .map(({ day: on, points: its, maxScore, stale }) =>
    row(on, its, its === null ? {} : { maxScore, stale, measuredOn: stale ? '2026-10-01' : null }),
  );
const rows = fc
  .uniqueArray(oneRow, { selector: ({ day: on }) => on, maxLength: 8 })
  .map((all) => all.toSorted((one, other) => (one.day < other.day ? -1 : 1)));
const states = ['Default', 'Ignored', 'thirdParty', 'Reviewed', 'Planned'];
const anUpdate = fc
  .record({ state: fc.constantFrom(...states), day, at: fc.integer({ min: 0, max: 5 }) })
  .map(({ state, day: on, at }) => update(state, on, { key: idAt(at) }));
const past: fc.Arbitrary<Past> = fc.record({
  controls: fc.array(rows, { maxLength: 6 }),
  outside: fc.array(fc.tuple(points, points), { minLength: DAYS + 1, maxLength: DAYS + 1 }),
  updates: fc.array(anUpdate, { maxLength: 10 }),
});
const days = fc
  .uniqueArray(fc.integer({ min: 0, max: DAYS }), { minLength: 3, maxLength: 3 })
  .map((some) => some.toSorted((one, other) => one - other) as [number, number, number]);

const idAt = (at: number): string => `c${String(at)}`;
/** Two of them share a title. */
const nameAt = (at: number) => name(idAt(at), at < 2 ? { title: 'The same' } : {});

function totalsOn({ controls, outside }: Past, at: number): DayTotals {
  let [current, max] = outside[at] ?? [0, 0];
  for (const its of controls) {
    const last = its.findLast(({ day: on }) => on <= dayAt(at));
    const earned = last?.points ?? null;
    current += earned ?? 0;
    max += earned === null ? 0 : (last?.maxScore ?? 0);
  }
  return totals(dayAt(at), current, max);
}

const between = (history: Past, from: number, to: number): Comparison =>
  compare({
    from: totalsOn(history, from),
    to: totalsOn(history, to),
    courses: history.controls.map((its, at) =>
      course(
        its.filter(({ day: on }) => on <= dayAt(to)),
        nameAt(at),
        dayAt(from),
      ),
    ),
    updates: history.updates,
    acceptances: [
      acceptance({ state: 'Active', controlId: 'C0', decidedAt: '2026-11-10T09:00:00Z' }),
    ],
  });

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** Adds up, to 1e-9 of the largest of them. */
function addsUp(parts: readonly (number | null)[], whole: number | null): void {
  if (whole === null) {
    assert(parts.every((part) => part === null));
    return;
  }
  const numbers = parts.map((part) => part ?? Number.NaN);
  const scale = Math.max(1, Math.abs(whole), ...numbers.map(Math.abs));
  const gap = Math.abs(sum(numbers) - whole);
  assert(gap <= 1e-9 * scale, `${numbers.join(' + ')} is not ${String(whole)}`);
}

const always = (check: (history: Past, at: [number, number, number]) => void): void => {
  fc.assert(fc.property(past, days, check), { numRuns: 200 });
};

describe('whatever became of the recommendations', () => {
  it('the parts add up to the whole, in points and in percent', () => {
    always((history, [from, to]) => {
      const result = between(history, from, to);
      addsUp(
        result.parts.map(({ points: its }) => its),
        result.points,
      );
      addsUp(
        result.parts.map(({ percent }) => percent),
        result.percent,
      );
    });
  });

  it('the changes of a cause add up to its part, and are counted', () => {
    always((history, [from, to]) => {
      const { changes, parts } = between(history, from, to);
      for (const cause of causes) {
        const its = changes.filter((change) => change.cause === cause);
        const part = parts.find((one) => one.cause === cause);
        if (part) {
          assert.equal(part.count, its.length);
          addsUp(
            its.map(({ percent }) => percent),
            part.percent,
          );
        }
        addsUp(
          its.map(({ points: of }) => of),
          part?.points ?? 0,
        );
      }
    });
  });

  it('a stretch is as long as its two parts', () => {
    always((history, [from, middle, to]) => {
      const whole = between(history, from, to);
      const halves = [between(history, from, middle), between(history, middle, to)];
      addsUp(
        halves.map(({ points: its }) => its),
        whole.points,
      );
      if ([whole, ...halves].every(({ percent }) => percent !== null))
        addsUp(
          halves.map(({ percent }) => percent),
          whole.percent,
        );
    });
  });

  it('nothing changes while nothing is put on record', () => {
    always((history, [from, , to]) => {
      const still = {
        ...history,
        controls: history.controls.map((its) => its.filter(({ day: on }) => on <= dayAt(from))),
        updates: history.updates.filter(({ at }) => at.slice(0, 10) <= dayAt(from)),
      };
      const { changes, parts } = between(still, from, to);
      assert.deepEqual(changes, []);
      assert(parts.every(({ cause }) => cause === 'other'));
    });
  });

  it('what is new is no fall, and what fell was in scope before', () => {
    const inScope = {
      fell: [true, true],
      rose: [true, true],
      entered: [false, true],
      left: [true, false],
    } as const;
    const signs = { fell: -1, left: -1, rose: 1, entered: 1 } as const;
    always((history, [from, to]) => {
      for (const { cause, before, after, points: its, since } of between(history, from, to)
        .changes) {
        assert(dayAt(from) < since && since <= dayAt(to));
        if (!(cause in inScope)) continue;
        const known = cause as keyof typeof inScope;
        const stood = [before.points !== null, after.points !== null];
        assert.deepEqual(stood, inScope[known]);
        assert(its * signs[known] >= 0);
        assert(its !== 0 || known === 'entered' || known === 'left');
      }
    });
  });

  it('a new recommendation without points costs percent as such', () => {
    fc.assert(
      fc.property(
        past,
        fc.constantFrom(10, 8, 3.33),
        fc.integer({ min: 2, max: DAYS }),
        (before, maxScore, to) => {
          const entered = [row(dayAt(to), 0, { maxScore })];
          const history = { ...before, controls: [...before.controls, entered] };
          const { changes, from, to: end } = between(history, to - 1, to);
          const its = changes.filter(({ control }) => control.id === idAt(before.controls.length));
          // It may be what another, which left, is called now.
          if (its.some(({ cause }) => cause === 'renamed')) return;
          const [change] = its.filter(({ cause }) => cause !== 'status' && cause !== 'ours');
          assert.equal(change?.cause, 'entered');
          if (from.max === 0 || end.max === 0) assert.equal(change.percent, null);
          else if (from.current + end.current > 0) assert(Number(change.percent) < 0);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('a control has one cause for its points, its scope, a new maximum and old measurements apart', () => {
    always((history, [from, to]) => {
      const { changes } = between(history, from, to);
      for (const [at] of history.controls.entries()) {
        const its = changes.filter(({ control }) => control.id === idAt(at));
        const apart: readonly string[] = ['maximum', 'stale', 'entered', 'renamed'];
        const moved = its.filter(({ cause, points: of }) => of !== 0 && !apart.includes(cause));
        assert(moved.length <= 1);
      }
    });
  });
});
