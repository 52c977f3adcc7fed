import { sql } from 'kysely';
import type { ControlName, HistoryRow } from '../domain/history.ts';
import { byControl, type NamedRow, readRow } from './history-row.ts';
import type { Tx } from './schema.ts';

/** What is on record before a day, as one transaction sees it. */
export interface Past {
  readonly day: string;
  /** Every control that has a name, by its key; what is written beside it is added. */
  readonly names: Map<string, ControlName>;
  /** The last row before the day of each control that has one, by its key. */
  readonly rows: ReadonlyMap<string, HistoryRow>;
}

/** Reads all that is on record before a day. */
export async function pastBefore(tx: Tx, day: string): Promise<Past> {
  const { rows } = await sql<NamedRow>`
    select n.key, n.id, n.title, n.category, n.service, h.day, h.points, h."maxScore", h."measuredOn", h.stale
    from "controlName" as n
    left join history as h on h.key = n.key and h.day = (
      select l.day from history as l where l.key = n.key and l.day < ${day} order by l.day desc limit 1)`.execute(
    tx,
  );
  const known = byControl(rows);
  return {
    day,
    names: new Map(known.map(([name]) => [name.key, name])),
    rows: new Map(known.flatMap(([{ key }, [last]]) => (last ? [[key, last]] : []))),
  };
}

/** The past of a later day of the same transaction: but a handful of rows lie between two days. */
export async function movedOn(
  tx: Tx,
  { day: from, names, rows }: Past,
  day: string,
): Promise<Past> {
  const between = tx.selectFrom('history').selectAll().where('day', '>=', from);
  const more = (await between.where('day', '<', day).orderBy('day').execute()).map(readRow);
  return { day, names, rows: new Map([...rows, ...more.map((row) => [row.key, row] as const)]) };
}
