import fc from 'fast-check';
import { plusDays } from '../../src/domain/calendar.ts';
import { controlKey } from '../../src/domain/control.ts';
import type { HistoryRow, Measurement, Snapshot } from '../../src/domain/history.ts';

/** A control of which Secure Score says the same on every day. */
export const measured = (id: string, fields: Partial<Measurement> = {}): Measurement => ({
  id,
  points: 3,
  maxScore: 5,
  measuredOn: null,
  ...fields,
});

/** A day of these controls, with their sums for totals. */
export const snapshot = (day: string, ...measurements: readonly Measurement[]): Snapshot => ({
  day,
  current: sum(measurements.map(({ points }) => points)),
  max: sum(measurements.map(({ maxScore }) => maxScore)),
  measurements,
});

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const firstDay = '2026-11-01';

/** Every kind of day: few controls and few values, so that days often agree; ids in any case, some twice. */
const randomDay = fc
  .record({
    at: fc.nat(24),
    measurements: fc.array(
      fc.record({
        id: fc.constantFrom('Mfa', 'MFA', 'mfa', 'Dlp', 'scid_1', 'SCID_1'),
        points: fc.constantFrom(0, 0.25, 5),
        maxScore: fc.constantFrom(0, 5, 5, 5),
        // Days before; some too long, one in the future.
        age: fc.constantFrom(null, -1, 0, 1, 7, 8, 12, 20),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ at, measurements }): Snapshot => {
    const day = plusDays(firstDay, at);
    return snapshot(
      day,
      ...measurements.map(({ age, ...one }) => ({
        ...one,
        measuredOn: age === null ? null : plusDays(day, -age),
      })),
    );
  });

/** Days in any order, with gaps and repeats; a repeated day may say something else. */
export const randomDays = fc.array(randomDay, { maxLength: 14 });

/** What counts in the end, oldest first: of a day that came twice the last. */
export const kept = (days: readonly Snapshot[]): readonly Snapshot[] =>
  [...new Map(days.map((one) => [one.day, one])).values()].toSorted((one, other) =>
    one.day < other.day ? -1 : 1,
  );

/** The same days as they count in the end, each once, in another order. */
export const reordered = (days: readonly Snapshot[]): fc.Arbitrary<readonly Snapshot[]> =>
  fc.shuffledSubarray([...kept(days)], { minLength: kept(days).length });

/** How a control stands on a day, told from its snapshot alone; undefined: not in scope. */
export function standing({ day, measurements }: Snapshot, key: string): string | undefined {
  const one = measurements.find(({ id }) => controlKey(id) === key);
  if (!one) return undefined;
  const age = one.measuredOn === null ? 0 : Date.parse(day) - Date.parse(one.measuredOn);
  const stale = age > 7 * 86_400_000;
  return JSON.stringify([one.points, one.maxScore, stale, stale ? one.measuredOn : null]);
}

/** The same, told from the rows of a control. */
export function standingOf(rows: readonly HistoryRow[], day: string): string | undefined {
  const last = rows.filter((row) => row.day <= day).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const row = last.at(-1);
  return row && row.points !== null
    ? JSON.stringify([row.points, row.maxScore, row.stale, row.measuredOn])
    : undefined;
}

/** The rows that belong on record, worked out from first to last day. */
export function rowsOf(days: readonly Snapshot[]): readonly string[] {
  const keys = days.flatMap(({ measurements }) => measurements.map(({ id }) => controlKey(id)));
  return [...new Set(keys)]
    .flatMap((key) =>
      kept(days).map((one, at, all) => {
        const earlier = all[at - 1];
        const now = standing(one, key);
        return now === (earlier && standing(earlier, key))
          ? ''
          : `${key} ${one.day} ${now ?? 'out'}`;
      }),
    )
    .filter((row) => row !== '')
    .sort();
}

/** Rows on record, to compare with `rowsOf`. */
export const told = (rows: readonly HistoryRow[]): readonly string[] =>
  rows.map((row) => `${row.key} ${row.day} ${standingOf([row], row.day) ?? 'out'}`).sort();
