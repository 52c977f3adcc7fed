import type { HistoryRow, Snapshot } from '../domain/history.ts';
import { rowChanges } from '../domain/history-rows.ts';
import { keepIds } from './control-names.ts';
import { readRow, writeRow } from './history-row.ts';
import { movedOn, type Past, pastBefore } from './past.ts';
import { inPieces } from './pieces.ts';
import type { Database, Tx } from './schema.ts';
import { underWatch } from './watch.ts';

/** Days in one transaction: a month is written in a moment, and whoever waits for the trail waits no longer. */
const DAYS = 30;

/** Puts days on record, each as a whole. Of a day that comes twice the last counts. */
export async function saveSnapshots(db: Database, snapshots: readonly Snapshot[]): Promise<void> {
  const days = [...new Map(snapshots.map((one) => [one.day, one])).values()];
  // From the oldest on: a day that follows all others moves no row of a later one.
  const inOrder = days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  for (const piece of inPieces(inOrder, DAYS))
    await underWatch(db, async (tx) => {
      let past = await pastBefore(tx, piece[0]?.day ?? '');
      for (const one of piece) {
        past = await movedOn(tx, past, one.day);
        await saveSnapshot(tx, one, past);
      }
    });
}

async function saveSnapshot(tx: Tx, snapshot: Snapshot, past: Past): Promise<void> {
  const { day, current, max, measurements } = snapshot;
  const next = await nextDay(tx, day);
  const rows = await rowsOf(tx, day, next);
  const { put, removed } = rowChanges(snapshot, {
    before: past.rows,
    own: rows.filter((row) => row.day === day),
    next:
      next === undefined ? undefined : { day: next, rows: rows.filter((row) => row.day === next) },
  });
  await keepIds(
    tx,
    measurements.map(({ id }) => id),
    past.names,
  );
  for (const of of Map.groupBy(removed, (row) => row.day)) await removeRows(tx, of);
  for (const piece of inPieces(put)) await putRows(tx, piece);
  if ([...put, ...removed].some((row) => row.day === day)) await checkAgain(tx, day);
  await tx
    .insertInto('scoreDay')
    .values({ day, current, max })
    .onConflict((c) => c.column('day').doUpdateSet({ current, max }))
    .execute();
}

/**
 * What was looked at for alerts, and is otherwise now, is looked at again: from the day before it on that was looked
 * at itself. A day that came late was not, and may show already what nobody was told.
 */
async function checkAgain(tx: Tx, day: string): Promise<void> {
  const was = tx.selectFrom('scoreDay').select('day').where('day', '=', day);
  // It was there already, or nobody has looked at it.
  if (!(await was.executeTakeFirst())) return;
  const earlier = (table: 'checkedDay' | 'scoreDay') =>
    tx
      .selectFrom(table)
      .select(({ fn }) => fn.max('day').as('day'))
      .where('day', '<', day)
      .executeTakeFirst();
  const before = (await earlier('checkedDay'))?.day ?? (await earlier('scoreDay'))?.day;
  // The first day of all has nothing before it to compare with.
  if (!before) return;
  const { numUpdatedRows } = await tx
    .updateTable('watch')
    .set({ checkedDay: before })
    .where('id', '=', 1)
    .where('checkedDay', '>=', day)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await tx.deleteFrom('checkedDay').where('day', '>=', day).execute();
}

async function nextDay(tx: Tx, day: string): Promise<string | undefined> {
  const later = tx.selectFrom('scoreDay').select('day').where('day', '>', day);
  return (await later.orderBy('day').limit(1).executeTakeFirst())?.day;
}

/** The rows of a day, and of the next. */
async function rowsOf(
  tx: Tx,
  day: string,
  next: string | undefined,
): Promise<readonly HistoryRow[]> {
  const rows = tx
    .selectFrom('history')
    .selectAll()
    .where('day', 'in', [day, next ?? day]);
  return (await rows.execute()).map(readRow);
}

async function removeRows(
  tx: Tx,
  [day, rows]: readonly [string, readonly HistoryRow[]],
): Promise<void> {
  for (const piece of inPieces(rows))
    await tx
      .deleteFrom('history')
      .where('day', '=', day)
      .where(
        'key',
        'in',
        piece.map(({ key }) => key),
      )
      .execute();
}

async function putRows(tx: Tx, rows: readonly HistoryRow[]): Promise<void> {
  await tx
    .insertInto('history')
    .values(rows.map(writeRow))
    .onConflict((c) =>
      c.columns(['key', 'day']).doUpdateSet((eb) => ({
        points: eb.ref('excluded.points'),
        maxScore: eb.ref('excluded.maxScore'),
        measuredOn: eb.ref('excluded.measuredOn'),
        stale: eb.ref('excluded.stale'),
      })),
    )
    .execute();
}
