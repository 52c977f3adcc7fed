import { controlKey } from '../domain/control.ts';
import { courseAfter } from '../domain/course.ts';
import type { Course } from '../domain/history.ts';
import { calledAs } from '../domain/renamed.ts';
import type { Ports } from './ports.ts';

/**
 * The same courses, after a day, each of those that come in for the first time with the one of the same title and
 * category that had left: Microsoft gives a recommendation another id, and need not do so from one day to the next.
 */
export async function withFormer(
  store: Ports['store'],
  courses: readonly Course[],
  day: string,
): Promise<readonly Course[]> {
  const arrived = courses.filter(
    ({ confirmed, rows }) => !confirmed && (rows.at(-1)?.points ?? null) !== null,
  );
  if (arrived.length === 0) return courses;
  const moved = new Set(courses.map(({ control }) => control.key));
  const lives = await store.namesakes(arrived.map(({ control }) => control.key));
  const left = lives
    .filter(({ control }) => !moved.has(control.key))
    .map((life) => courseAfter(life, day))
    .filter(({ before }) => before?.points === null)
    .toSorted((one, other) => ((one.before?.day ?? '') < (other.before?.day ?? '') ? 1 : -1));
  const taken = new Set<string>();
  return courses.map((course) => {
    if (!arrived.includes(course)) return course;
    const former = left.find(
      ({ control }) => !taken.has(control.key) && calledAs(control) === calledAs(course.control),
    );
    if (!former?.confirmed) return course;
    taken.add(controlKey(former.control.id));
    return { ...course, formerly: { control: former.control, confirmed: former.confirmed } };
  });
}
