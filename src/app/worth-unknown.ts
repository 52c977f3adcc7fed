import { controlKey } from '../domain/control.ts';
import type { Measurement, Snapshot } from '../domain/history.ts';
import type { Ports } from './ports.ts';

/** What a control was worth from a day on. */
interface Worth {
  readonly day: string;
  readonly maxScore: number;
}

/**
 * A recommendation that Secure Score does not describe, and that has no points, could be worth anything: it is worth
 * what it was when that was last known, or first after that. One of which nothing is known is left out: it is told
 * once it is known what it is worth. `maxima`: what those are worth that are described, by key.
 */
export async function withKnownWorth(
  { store }: Pick<Ports, 'store'>,
  days: readonly Snapshot[],
  maxima: ReadonlyMap<string, number>,
): Promise<readonly Snapshot[]> {
  const isUnknown = ({ id, points, maxScore }: Measurement): boolean =>
    points === 0 && maxScore === 0 && !maxima.has(controlKey(id));
  const all = days.flatMap(({ measurements }) => measurements);
  const keys = new Set(all.filter(isUnknown).map(({ id }) => controlKey(id)));
  if (keys.size === 0) return days;
  const worth = new Map([...keys].map((key) => [key, [] as Worth[]]));
  for (const { control, rows } of await store.lives([...keys]))
    worth.get(control.key)?.push(...rows.filter(({ points }) => points !== null));
  for (const { day, measurements } of days)
    for (const one of measurements)
      if (!isUnknown(one)) worth.get(controlKey(one.id))?.push({ day, maxScore: one.maxScore });
  return days.map((snapshot) => ({
    ...snapshot,
    measurements: snapshot.measurements.flatMap((one) => {
      if (!isUnknown(one)) return [one];
      const maxScore = worthOn(worth.get(controlKey(one.id)) ?? [], snapshot.day);
      return maxScore === undefined ? [] : [{ ...one, maxScore }];
    }),
  }));
}

/** A worth of 0 may itself be one that was not known. */
function worthOn(known: readonly Worth[], day: string): number | undefined {
  const inOrder = known.toSorted((one, other) => (one.day < other.day ? -1 : 1));
  const some = inOrder.filter(({ maxScore }) => maxScore > 0);
  const one = some.findLast((before) => before.day <= day) ?? some[0] ?? inOrder[0];
  return one?.maxScore;
}
