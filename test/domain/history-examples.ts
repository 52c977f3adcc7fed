import type { Compared, Comparison } from '../../src/domain/comparison.ts';
import { controlKey } from '../../src/domain/control.ts';
import { courseAfter } from '../../src/domain/course.ts';
import type {
  ControlName,
  Course,
  DayTotals,
  HistoryRow,
  StatusUpdate,
} from '../../src/domain/history.ts';

/** A week: what a test compares, unless it says otherwise. */
export const monday = '2026-11-16';
export const nextMonday = '2026-11-23';

/** A control of Identity, titled by its id. */
export const name = (id = 'mfa', fields: Partial<ControlName> = {}): ControlName => ({
  key: controlKey(id),
  id,
  title: `Title of ${id}`,
  category: 'Identity',
  service: 'AzureAD',
  ...fields,
});

/** From that day on it has so many points of 10, measured lately; null: it is out of scope. */
export const row = (
  day: string,
  points: number | null,
  fields: Partial<HistoryRow> = {},
): HistoryRow => ({
  key: 'mfa',
  day,
  points,
  maxScore: points === null ? 0 : 10,
  measuredOn: null,
  stale: false,
  ...fields,
});

/** As `row`, measured too long ago. */
export const staleRow = (
  day: string,
  points: number,
  fields: Partial<HistoryRow> = {},
): HistoryRow => row(day, points, { stale: true, measuredOn: '2026-10-01', ...fields });

/** What rows, oldest first, make of a control when the days after `from` are looked at. */
export function course(rows: readonly HistoryRow[], control = name(), from = monday): Course {
  return courseAfter({ control, rows: rows.map((one) => ({ ...one, key: control.key })) }, from);
}

export const totals = (day: string, current: number, max: number): DayTotals => ({
  day,
  current,
  max,
});

/** Somebody gave the control a status, at noon unless the instant is given. */
export const update = (
  state: string,
  at: string,
  fields: Partial<StatusUpdate> = {},
): StatusUpdate => ({
  key: 'mfa',
  at: at.length === 10 ? `${at}T12:00:00Z` : at,
  state,
  by: 'ada@contoso.example',
  comment: '',
  ...fields,
});

/** A tenant with 50 points of 100 on both Mondays, in which nothing was changed. */
export const compared = (fields: Partial<Compared> = {}): Compared => ({
  from: totals(monday, 50, 100),
  to: totals(nextMonday, 50, 100),
  courses: [],
  updates: [],
  acceptances: [],
  ...fields,
});

/** The changes in short, in their order: `mfa fell -4 since 2026-11-18`. */
export const brief = ({ changes }: Comparison): readonly string[] =>
  changes.map(
    ({ control, cause, points, since }) =>
      `${control.key} ${cause} ${String(Math.round(points * 1e6) / 1e6)} since ${since}`,
  );
