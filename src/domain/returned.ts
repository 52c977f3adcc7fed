import { plusDays } from './calendar.ts';
import type { Compared, Stood } from './comparison.ts';
import { controlKey } from './control.ts';
import { apartFromMaximum, type Difference } from './course-changes.ts';
import type { Explainer, Explanation, Movement } from './explain.ts';
import type { Course } from './history.ts';
import { isFull, type Path, sinceDay, type Standing } from './standing.ts';

/** What is less is the noise of subtracting fractions. */
const NEGLIGIBLE = 1e-9;

/**
 * What came back, or under another name, with fewer points than it last had fell by so many, whatever the days on
 * which it was not measured; the rest is what came in. A measurement too old to say shows no fall.
 */
export function withFalls(
  differences: readonly Difference[],
  { courses, to }: Compared,
  explains: Explainer,
): readonly Difference[] {
  const seen = new Map(courses.map((course) => [course.control.key, lastSeen(course)]));
  const falls = new Map(
    differences.flatMap((one) => {
      const fall = fallOf(one, to.day);
      if (!fall) return [];
      const why = whyFell(fall, one, { seen, explains });
      return [[one, { ...fall.fell, ...why }] as const];
    }),
  );
  const told = new Set([...falls.values()].map(({ update }) => update));
  return differences.flatMap((one) => {
    const fell = falls.get(one);
    if (fell) return [{ ...one, points: one.points - fell.points }, fell];
    return one.update && told.has(one.update) ? [] : [one];
  });
}

interface Fall {
  readonly fell: Difference;
  /** Since when its points are what they are. */
  readonly arrived: string;
}

/** By how much what came in is less than it last was; undefined where it is not. */
function fallOf(one: Difference, end: string): Fall | undefined {
  const { last, path, after, measuredOn } = one;
  if (!last || !path || measuredOn !== null) return undefined;
  const points = apartFromMaximum(last, after);
  if (points >= -NEGLIGIBLE) return undefined;
  const { since, arrived } = whenItFell(path, last, end);
  const now = { before: last, points, max: 0, wasComplete: isFull(last), since };
  return { fell: { ...one, ...now, cause: 'fell' }, arrived };
}

interface Known {
  /** By key, when a control that is not in scope was last seen. */
  readonly seen: ReadonlyMap<string, string | undefined>;
  readonly explains: Explainer;
}

/** Its status may have been set under the name that it had. */
function whyFell(
  { fell: { control, formerly, before, after, since }, arrived }: Fall,
  came: Difference,
  { seen, explains }: Known,
): Explanation | undefined {
  const keys = [control.key, ...(formerly === undefined ? [] : [controlKey(formerly)])];
  for (const key of keys) {
    const known = since === came.since ? seen.get(key) : undefined;
    const moved = { key, before, after, since, arrived };
    const why = explains.moved(known === undefined ? moved : { ...moved, known });
    if (why) return why;
  }
  return undefined;
}

/** The day before it left, of one that is not in scope on the earlier day. */
const lastSeen = ({ before }: Course): string | undefined =>
  before?.points === null ? plusDays(before.day, -1) : undefined;

/** What is not in scope stands as it last did. */
function whenItFell(path: Path, last: Stood, end: string): Pick<Movement, 'since' | 'arrived'> {
  const isAsLast = ({ told }: Standing): boolean =>
    told.points === null || apartFromMaximum(last, told) === 0;
  const { points, maxScore } = path.end.confirmed;
  const isOther = ({ told }: Standing): boolean =>
    told.points !== points || told.maxScore !== maxScore;
  return { since: sinceDay(path, isAsLast, end), arrived: sinceDay(path, isOther, end) };
}
