import type { Stood } from './comparison.ts';
import type { Life } from './history.ts';
import { isFull, pathOf, type Step } from './standing.ts';

/**
 * The day on which a control was last seen no longer complete; undefined where it never was complete, or is. A fall
 * that only a measurement too old shows is none yet.
 */
export function fellOn(life: Life): string | undefined {
  const steps = stepsOf(life);
  const last = steps.findLastIndex(({ confirmed }) => hasAll(confirmed));
  if (last === -1) return undefined;
  return steps.slice(last + 1).find(({ confirmed }) => confirmed.points !== null)?.day;
}

/** The day on which a control last came into scope; undefined where it has been there since the oldest day on record. */
export function cameOn(life: Life, oldest: string): string | undefined {
  const came = life.rows.findLast(
    ({ points }, at, rows) => points !== null && (rows[at - 1]?.points ?? null) === null,
  );
  return came && came.day > oldest ? came.day : undefined;
}

const stepsOf = (life: Life): readonly Step[] =>
  pathOf({ ...life, before: undefined, confirmed: undefined }).steps;

/** What is worth nothing has nothing to lose. */
const hasAll = (stood: Stood): boolean => stood.maxScore > 0 && isFull(stood);
