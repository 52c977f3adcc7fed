import type { ChangedControl, Stood } from './comparison.ts';
import type { Explainer, Explanation } from './explain.ts';
import type { Course } from './history.ts';
import { adds, isFull, type Path, pathOf, sinceDay, type Standing, stood } from './standing.ts';

/**
 * A change before it is known what it adds to the percentage; `max`: what it adds to the maximum. `path`: of one that
 * came in, how.
 */
export type Difference = Omit<ChangedControl, 'percent'> & {
  readonly max: number;
  readonly path?: Path;
};

/** What differs in one control between two days, by cause. The differences add up to what Secure Score told. */
export function differencesIn(
  course: Course,
  explains: Explainer,
  end: string,
): readonly Difference[] {
  const path = pathOf(course);
  const scoped = ofScope(path, course, end);
  const measured =
    scoped.length > 0 ? scoped : ofPoints({ path, key: course.control.key, explains, end });
  const given = explains.given(course.control.key);
  const isTold = measured.some(({ update }) => update !== undefined && update === given?.update);
  const all = [
    ...measured,
    ...(given && !isTold ? [ofStatus(path, given)] : []),
    ...ofStale(path, end),
  ];
  const { control } = course;
  return all.map((one) => ({ ...one, control }));
}

type Found = Omit<Difference, 'control'>;

/** What is confirmed, on both days. */
const confirmed = ({ start, end }: Path) => ({
  before: start.confirmed,
  after: end.confirmed,
  wasComplete: isFull(start.confirmed),
  measuredOn: end.told === end.confirmed ? end.measuredOn : null,
});

/** Microsoft measures it now, or no longer. */
function ofScope(path: Path, { formerly }: Course, end: string): readonly Found[] {
  const stands = confirmed(path);
  const { before, after } = stands;
  const cameIn = before.points === null;
  if (cameIn === (after.points === null)) return [];
  const since = sinceDay(path, (step) => (step.confirmed.points === null) === cameIn, end);
  const all = { ...stands, ...between(before, after), since };
  if (!cameIn) return [{ ...all, cause: 'left' }];
  const last = path.start.known ?? (formerly && stood(formerly.confirmed));
  const called = formerly && { formerly: formerly.control.id };
  return [{ ...all, ...called, cause: 'entered', path, ...(last && { last }) }];
}

interface Asked {
  readonly path: Path;
  readonly key: string;
  readonly explains: Explainer;
  readonly end: string;
}

/** In scope on both days: what a changed maximum did, and what the tenant or a status did. */
function ofPoints({ path, key, explains, end }: Asked): readonly Found[] {
  const stands = confirmed(path);
  const { before, after } = stands;
  const all = between(before, after);
  const points = apartFromMaximum(before, after);
  const found: Found[] = [];
  if (all.max !== 0) {
    const since = sinceDay(path, (step) => step.confirmed.maxScore === before.maxScore, end);
    found.push({ ...stands, ...all, points: all.points - points, cause: 'maximum', since });
  }
  if (points === 0) return found;
  const stillAsBefore = (one: Stood): boolean =>
    one.points !== null && apartFromMaximum(before, one) === 0;
  const why = explains.moved({
    ...{ key, before, after },
    since: sinceDay(path, (step) => stillAsBefore(step.told), end),
    arrived: sinceDay(path, (step) => !isSame(step.told, after), end),
  });
  const since = sinceDay(path, (step) => stillAsBefore(step.confirmed), end);
  const cause = points < 0 ? 'fell' : 'rose';
  return [...found, { ...stands, points, max: 0, since, ...(why ?? { cause }) }];
}

/** Points are given to two decimals: what less than that is left when a maximum has changed is nobody's doing. */
const ROUNDING = 0.02;

/** What the points moved by, apart from a changed maximum, with which they scale; 0 where that cannot be told. */
export function apartFromMaximum(before: Stood, after: Stood): number {
  const { points: was, max: wasMax } = adds(before);
  const { points: is, max: isMax } = adds(after);
  if (wasMax === isMax) return is - was;
  if (wasMax === 0) return 0;
  const rest = is - (was * isMax) / wasMax;
  return Math.abs(rest) < ROUNDING ? 0 : rest;
}

/** A status without an effect on the points, or without one yet. */
const ofStatus = (path: Path, given: Explanation): Found => ({
  ...confirmed(path),
  points: 0,
  max: 0,
  since: given.update.at.slice(0, 10),
  ...given,
});

/** By how much more what was told differs than what is confirmed. */
function ofStale(path: Path, end: string): readonly Found[] {
  const { start, end: last } = path;
  const before = between(start.confirmed, start.told);
  const after = between(last.confirmed, last.told);
  const points = after.points - before.points;
  const max = after.max - before.max;
  if (isNothing(points) && isNothing(max)) return [];
  const asBefore = (step: Standing): boolean => {
    const then = between(step.confirmed, step.told);
    return isNothing(then.points - before.points) && isNothing(then.max - before.max);
  };
  const since = sinceDay(path, asBefore, end);
  return [
    {
      cause: 'stale',
      before: start.told,
      after: last.told,
      ...{ points, max, since },
      wasComplete: isFull(start.told),
      measuredOn: last.measuredOn ?? start.measuredOn,
    },
  ];
}

/** What is less is the noise of subtracting fractions. */
const isNothing = (value: number): boolean => Math.abs(value) < 1e-9;

const isSame = (one: Stood, other: Stood): boolean =>
  one.points === other.points && one.maxScore === other.maxScore;

function between(one: Stood, other: Stood): { readonly points: number; readonly max: number } {
  const [before, after] = [adds(one), adds(other)];
  return { points: after.points - before.points, max: after.max - before.max };
}
