import { cameBack } from './came-back.ts';
import {
  type Cause,
  causes,
  type ChangedControl,
  type Compared,
  type Comparison,
  type Part,
} from './comparison.ts';
import { type Difference, differencesIn } from './course-changes.ts';
import { type Share, sharesBetween } from './decompose.ts';
import { explainer } from './explain.ts';
import { joinRenamed } from './renamed.ts';
import { withFalls } from './returned.ts';
import { percentOf } from './score.ts';

/**
 * What differs between two days, and why. A control in the courses without a row in the span is told about where
 * somebody gave it another status.
 */
export function compare(compared: Compared): Comparison {
  const { from, to, courses } = compared;
  const told = explainer(compared);
  const joined = joinRenamed(courses.flatMap((course) => differencesIn(course, told, to.day)));
  const differences = withFalls(joined, compared, told);
  const share = sharesBetween(from, to);
  const whole = { points: to.current - from.current, max: to.max - from.max };
  return {
    from,
    to,
    changes: differences.map((one) => changeOf(one, share)).sort(largestLossFirst),
    points: whole.points,
    percent: change(percentOf(from), percentOf(to)),
    parts: partsOf(differences, whole, share),
    cameBack: cameBack(courses, to.day),
  };
}

const change = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : after - before;

const changeOf = ({ max, path: _, ...change }: Difference, share: Share): ChangedControl => ({
  ...change,
  percent: share(change.points, max),
});

/** What entered without points costs percent alone. */
const largestLossFirst = (one: ChangedControl, other: ChangedControl): number =>
  one.points - other.points ||
  (one.percent ?? 0) - (other.percent ?? 0) ||
  (one.control.key < other.control.key ? -1 : 1);

interface Sum {
  readonly count: number;
  readonly points: number;
  readonly max: number;
}

const nothing: Sum = { count: 0, points: 0, max: 0 };

/** What is less is the noise of adding fractions. */
const NEGLIGIBLE = 1e-9;

function partsOf(
  differences: readonly Difference[],
  whole: Omit<Sum, 'count'>,
  share: Share,
): readonly Part[] {
  const sums = new Map<Cause, Sum>();
  for (const { cause, points, max } of differences)
    sums.set(cause, plus(sums.get(cause) ?? nothing, { count: 1, points, max }));
  const all = [...sums.values()].reduce(plus, nothing);
  const other: Sum = { count: 0, points: whole.points - all.points, max: whole.max - all.max };
  const parts: readonly (readonly [Part['cause'], Sum])[] = [
    ...causes.map((cause) => [cause, sums.get(cause) ?? nothing] as const),
    ['other', other],
  ];
  return parts
    .filter(([, { points, max }]) => Math.max(Math.abs(points), Math.abs(max)) > NEGLIGIBLE)
    .map(([cause, { count, points, max }]) => ({
      cause,
      count,
      points,
      percent: share(points, max),
    }));
}

const plus = (one: Sum, other: Sum): Sum => ({
  count: one.count + other.count,
  points: one.points + other.points,
  max: one.max + other.max,
});
