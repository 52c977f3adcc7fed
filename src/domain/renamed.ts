import type { Difference } from './course-changes.ts';
import type { ControlName } from './history.ts';

/**
 * Makes one change of a control that left and another of the same title and category that entered, the same day or
 * later.
 */
export function joinRenamed(differences: readonly Difference[]): readonly Difference[] {
  const left = Map.groupBy(
    differences.filter(({ cause, control }) => cause === 'left' && control.title.trim() !== ''),
    ({ control }) => calledAs(control),
  );
  const gone = new Set<Difference>();
  const joined = differences.map((one) => {
    const former = one.cause === 'entered' ? left.get(calledAs(one.control))?.shift() : undefined;
    if (!former) return one.formerly === undefined ? one : { ...one, cause: 'renamed' as const };
    gone.add(former);
    return renamed(former, one);
  });
  return joined.filter((one) => !gone.has(one));
}

/** The same for controls of one title and category, which are one under two ids. */
export const calledAs = ({ category, title }: Pick<ControlName, 'category' | 'title'>): string =>
  JSON.stringify([category, title.trim().toLowerCase()]);

const renamed = (former: Difference, now: Difference): Difference => ({
  ...now,
  cause: 'renamed',
  before: former.before,
  points: former.points + now.points,
  max: former.max + now.max,
  wasComplete: former.wasComplete,
  formerly: former.control.id,
  last: former.before,
});
