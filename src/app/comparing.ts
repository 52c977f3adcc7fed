import { plusDays } from '../domain/calendar.ts';
import { compare } from '../domain/compare.ts';
import type { ChangedControl, Comparison } from '../domain/comparison.ts';
import { courseAfter } from '../domain/course.ts';
import { LATENCY_DAYS } from '../domain/explain.ts';
import type { Course, DayTotals, StatusUpdate } from '../domain/history.ts';
import { withFormer } from './formerly.ts';
import type { Ports } from './ports.ts';

/**
 * Compares two days, each as the nearest day on record that is not after it; undefined where the record begins
 * later than one of them.
 */
export async function compareDays(
  ports: Ports,
  fromDay: string,
  toDay: string,
): Promise<Comparison | undefined> {
  const { store } = ports;
  const [from, to] = await Promise.all([store.dayAt(fromDay), store.dayAt(toDay)]);
  return from && to && compareTotals(ports, from, to);
}

/** As `compareDays`, of two days on record. */
export async function compareTotals(
  { store }: Ports,
  from: DayTotals,
  to: DayTotals,
): Promise<Comparison> {
  if (from.day >= to.day) return compare({ from, to, courses: [], updates: [], acceptances: [] });
  const since = plusDays(from.day, -LATENCY_DAYS);
  const [inSpan, recent] = await Promise.all([
    store.courses(from.day, to.day),
    // A day, as text, comes before each of its instants.
    store.statusUpdates(since, plusDays(to.day, 1)),
  ]);
  const changed = await withFormer(store, inSpan, from.day);
  const updates = [...(await whileAway(store, changed, since)), ...recent];
  const moved = new Set(changed.map(keyIn));
  const given = updates.filter(({ at }) => at.slice(0, 10) > from.day).map(keyOf);
  const still = given.filter((key) => !moved.has(key));
  const courses = [...changed, ...(await unmoved(store, still, from.day))];
  // Decided acceptances explain what was given a status, and nothing else; two clocks need not agree.
  const named = new Set(updates.map(keyOf));
  const controlKeys = courses.map(keyIn).filter((key) => named.has(key));
  const decidedTo = plusDays(to.day, 2);
  const acceptances = controlKeys.length > 0 ? await store.list({ controlKeys, decidedTo }) : [];
  return compare({ from, to, courses, updates, acceptances });
}

const keyOf = ({ key }: StatusUpdate): string => key;
const keyIn = ({ control }: Course): string => control.key;

/** Controls that were given a status without a row of theirs since: their points did not move, or not yet. */
async function unmoved(
  store: Ports['store'],
  keys: readonly string[],
  from: string,
): Promise<readonly Course[]> {
  const lives = keys.length > 0 ? await store.lives(keys) : [];
  return lives.map((life) => ({ ...courseAfter(life, from), rows: [] }));
}

/** What explains the points with which a control comes back may have been set since it left, however long ago. */
async function whileAway(
  store: Ports['store'],
  courses: readonly Course[],
  until: string,
): Promise<readonly StatusUpdate[]> {
  const away = courses
    .filter(({ before, confirmed }) => confirmed && before?.points === null)
    .map(({ before }) => plusDays(before?.day ?? until, -LATENCY_DAYS - 1));
  const [first] = away.toSorted();
  return first !== undefined && first < until ? store.statusUpdates(first, until) : [];
}

/** The same without the words that people left in Secure Score: for a channel. */
export const withoutComment = (change: ChangedControl): ChangedControl =>
  change.update ? { ...change, update: { ...change.update, comment: '' } } : change;
