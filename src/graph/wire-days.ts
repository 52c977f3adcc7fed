import type { Measurement, Snapshot } from '../domain/history.ts';
import type { Take } from './client.ts';
import { instantOf } from './wire.ts';
import { isObject, measurementsReader, pointsOf } from './wire-measurements.ts';

/**
 * Reads days of Secure Score page by page. Ninety days have some 40,000 measurements with a page of HTML each:
 * they are looked at by hand, as a schema takes longer than the download, and nothing but figures is kept.
 */
export interface DaysReader {
  /** Wants no more once the first day wanted came, or an older one, unless the days are in no order to rely on. */
  readonly take: Take;
  /** Newest first; undefined where there was something, and none of it could be read. */
  readonly days: () => readonly Snapshot[] | undefined;
  /** How many days, and measurements of days, could not be read. */
  readonly leftOut: () => number;
}

interface Day {
  /** When Graph made it: of several of one day the newest counts. */
  readonly at: string;
  readonly snapshot: Snapshot;
}

/** Reads the days from one on; all of them where that is empty. `maxima`: what controls are worth now, by key. */
export function daysReader(since: string, maxima: ReadonlyMap<string, number>): DaysReader {
  const days = new Map<string, Day>();
  const { read, leftOut } = measurementsReader(maxima);
  const count = { seen: 0, unreadable: 0 };
  let [last, inOrder, enough] = ['', true, false];

  const takeDay = (item: unknown): void => {
    count.seen += 1;
    const day = dayFrom(item, read);
    if (!day) {
      count.unreadable += 1;
      return;
    }
    inOrder &&= last === '' || day.at <= last;
    last = day.at;
    const date = day.snapshot.day;
    enough ||= date <= since;
    if (date >= since && day.at > (days.get(date)?.at ?? '')) days.set(date, day);
  };
  return {
    take: (items) => {
      for (const item of items) takeDay(item);
      return !(enough && inOrder);
    },
    days: () =>
      count.seen > 0 && count.unreadable === count.seen
        ? undefined
        : [...days.values()]
            .map(({ snapshot }) => snapshot)
            .sort((one, other) => (one.day < other.day ? 1 : -1)),
    leftOut: () => count.unreadable + leftOut(),
  };
}

function dayFrom(
  item: unknown,
  read: (scores: readonly unknown[]) => readonly Measurement[],
): Day | undefined {
  if (!isObject(item)) return undefined;
  const { createdDateTime, currentScore, maxScore, controlScores } = item;
  const at = typeof createdDateTime === 'string' ? instantOf(createdDateTime) : null;
  const [current, max] = [pointsOf(currentScore), pointsOf(maxScore)];
  if (at === null || current === undefined || max === undefined) return undefined;
  const measurements = Array.isArray(controlScores) ? read(controlScores) : [];
  // Points without a single control are Graph's bad day: nobody loses everything overnight.
  if (measurements.length === 0 && max > 0) return undefined;
  return { at, snapshot: { day: at.slice(0, 10), current, max, measurements } };
}
