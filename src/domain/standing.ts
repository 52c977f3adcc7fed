import type { Stood } from './comparison.ts';
import type { Course, HistoryRow } from './history.ts';

/** How a control stood: as Secure Score told it, and as far as measurements that are not too old confirm it. */
export interface Standing {
  readonly told: Stood;
  readonly confirmed: Stood;
  /** What was last confirmed while it was in scope; undefined where it never was. */
  readonly known: Stood | undefined;
  /** Of what was told, where that is long ago. */
  readonly measuredOn: string | null;
}

/** How it stood from a day on. */
export interface Step extends Standing {
  readonly day: string;
}

/** How a control went from one day to another. */
export interface Path {
  readonly start: Standing;
  readonly end: Standing;
  readonly steps: readonly Step[];
}

const nowhere: Stood = { points: null, maxScore: 0 };

/** What a control has shown in a span of days, step by step. */
export function pathOf({ before, confirmed, rows }: Course): Path {
  const told = before ? stood(before) : nowhere;
  const known = confirmed ? stood(confirmed) : undefined;
  const start = standing(told, known, before?.measuredOn ?? null);
  const steps: Step[] = [];
  for (const row of rows) steps.push(next(row, steps.at(-1) ?? start));
  return { start, end: steps.at(-1) ?? start, steps };
}

function next(row: HistoryRow, last: Standing): Step {
  const told = stood(row);
  const confirms = !row.stale && told.points !== null;
  return { day: row.day, ...standing(told, confirms ? told : last.known, row.measuredOn) };
}

/**
 * Being in scope is no matter of measurements: it may have come in with an old one, and nothing else since. One that
 * comes back with an old one is as it was.
 */
function standing(told: Stood, known: Stood | undefined, measuredOn: string | null): Standing {
  if (told.points === null) return { told, confirmed: told, known, measuredOn };
  const confirmed = known ?? told;
  return { told, confirmed, known: confirmed, measuredOn };
}

/** A row without its day. */
export const stood = ({ points, maxScore }: HistoryRow): Stood => ({ points, maxScore });

/** The day after the last step that was still as before: from it on, things stand as they do at the end. */
export function sinceDay({ steps }: Path, asBefore: (step: Step) => boolean, end: string): string {
  let since = end;
  for (const step of steps.toReversed()) {
    if (asBefore(step)) break;
    since = step.day;
  }
  return since;
}

/** Whether it had all of its points. A control worth nothing has them. */
export const isFull = ({ points, maxScore }: Stood): boolean =>
  points !== null && points >= maxScore;

/** What it adds to the totals: nothing where it is not in scope. */
export const adds = ({ points, maxScore }: Stood): { points: number; max: number } =>
  points === null ? { points: 0, max: 0 } : { points, max: maxScore };
