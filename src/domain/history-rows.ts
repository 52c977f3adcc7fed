import { plusDays } from './calendar.ts';
import { controlKey } from './control.ts';
import { type HistoryRow, type Measurement, type Snapshot, STALE_DAYS } from './history.ts';

/** What is on record around a day, before that day is put there. */
export interface Around {
  /** The last row of each control before the day, by its key. */
  readonly before: ReadonlyMap<string, HistoryRow>;
  /** The rows of the day itself; none where it is new. */
  readonly own: readonly HistoryRow[];
  /** The next day on record, and its rows; undefined behind the newest. */
  readonly next: { readonly day: string; readonly rows: readonly HistoryRow[] } | undefined;
}

/** What becomes of the rows of a day and of the next, in the order of the keys. */
export interface RowChanges {
  readonly put: readonly HistoryRow[];
  readonly removed: readonly HistoryRow[];
}

/** How a control stands on one day, as that day's snapshot alone tells it. */
type Standing = Omit<HistoryRow, 'key' | 'day'>;

const outOfScope: Standing = { points: null, maxScore: 0, measuredOn: null, stale: false };

/**
 * What puts a day on record, and that day alone: every other day stands as it stood. The rows that come of it are
 * those of the days on record, whatever the order in which these came.
 */
export function rowChanges(snapshot: Snapshot, { before: earlier, own, next }: Around): RowChanges {
  const stands = standings(snapshot);
  const [there, later] = [byKey(own), byKey(next?.rows ?? [])];
  const put: HistoryRow[] = [];
  const removed: HistoryRow[] = [];
  const settle = (row: HistoryRow, kept: HistoryRow | undefined, former: Standing): void => {
    const needed = !isSame(row, former);
    if (kept && !needed) removed.push(kept);
    if (needed && !(kept && isSame(kept, row))) put.push(row);
  };
  const keys = new Set([stands, earlier, there, later].flatMap((one) => [...one.keys()]));
  for (const key of [...keys].sort()) {
    const now = stands.get(key) ?? outOfScope;
    const former = earlier.get(key) ?? outOfScope;
    settle({ ...now, key, day: snapshot.day }, there.get(key), former);
    if (!next) continue;
    const then = later.get(key) ?? there.get(key) ?? former;
    settle({ ...then, key, day: next.day }, later.get(key), now);
  }
  return { put, removed };
}

/** Of two spellings of one id the first counts. */
function standings({ day, measurements }: Snapshot): ReadonlyMap<string, Standing> {
  const oldest = plusDays(day, -STALE_DAYS);
  const first = new Map<string, Standing>();
  for (const one of measurements) {
    const key = controlKey(one.id);
    if (!first.has(key)) first.set(key, standing(one, oldest));
  }
  return first;
}

/** A row tells when it was measured only where that is long ago: else each day would need one of its own. */
function standing({ points, maxScore, measuredOn }: Measurement, oldest: string): Standing {
  const stale = measuredOn !== null && measuredOn < oldest;
  return { points, maxScore, measuredOn: stale ? measuredOn : null, stale };
}

const isSame = (one: Standing, other: Standing): boolean =>
  one.points === other.points &&
  one.maxScore === other.maxScore &&
  one.measuredOn === other.measuredOn &&
  one.stale === other.stale;

const byKey = (rows: readonly HistoryRow[]): ReadonlyMap<string, HistoryRow> =>
  new Map(rows.map((row) => [row.key, row]));
