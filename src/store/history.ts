import { sql } from 'kysely';
import type { HistoryStore } from '../app/monitor-ports.ts';
import { courseAfter } from '../domain/course.ts';
import type { Life } from '../domain/history.ts';
import { byControl, type NamedRow } from './history-row.ts';
import type { Database } from './schema.ts';
import { saveSnapshots } from './snapshots.ts';

/** The score day by day, read by index: what it takes depends on the days asked for, not on how many there are. */
export const history = (db: Database): HistoryStore => ({
  totals: (from, to) =>
    db
      .selectFrom('scoreDay')
      .selectAll()
      .where('day', '>=', from)
      .where('day', '<=', to)
      .orderBy('day')
      .execute(),

  dayAt: (day) =>
    db
      .selectFrom('scoreDay')
      .selectAll()
      .where('day', '<=', day)
      .orderBy('day', 'desc')
      .limit(1)
      .executeTakeFirst(),

  oldestDay: () => db.selectFrom('scoreDay').selectAll().orderBy('day').limit(1).executeTakeFirst(),

  saveSnapshots: (snapshots) => saveSnapshots(db, snapshots),

  async courses(from, to) {
    const { rows } = await sinceConfirmed(from, to).execute(db);
    return byControl(rows).map(([control, of]) => courseAfter({ control, rows: of }, from));
  },

  lives: (keys) => lives(db, keys),

  namesakes: (keys) => namesakes(db, keys),

  statusUpdates: (after, until) =>
    db
      .selectFrom('statusUpdate')
      .selectAll()
      .where('at', '>', after)
      .where('at', '<=', until)
      .orderBy('at')
      .orderBy('key')
      .orderBy('state')
      .execute(),
});

async function lives(db: Database, keys: readonly string[]): Promise<readonly Life[]> {
  if (keys.length === 0) return [];
  const rows = namedRows(db).where('n.key', 'in', [...new Set(keys)]);
  return livesOf(await rows.execute());
}

async function namesakes(db: Database, keys: readonly string[]): Promise<readonly Life[]> {
  if (keys.length === 0) return [];
  const rows = namedRows(db)
    .innerJoin('controlName as o', (join) =>
      join
        .onRef('o.category', '=', 'n.category')
        .onRef(titleOf('o'), '=', titleOf('n'))
        .onRef('o.key', '<>', 'n.key'),
    )
    .where('o.key', 'in', [...new Set(keys)])
    .where(titleOf('n'), '<>', '')
    .distinct();
  return livesOf(await rows.execute());
}

const livesOf = (rows: readonly NamedRow[]): readonly Life[] =>
  byControl(rows).map(([control, of]) => ({ control, rows: of }));

/** As two spellings of one title agree. */
const titleOf = (table: 'n' | 'o') => sql<string>`lower(trim(${sql.ref(`${table}.title`)}))`;

const namedRows = (db: Database) =>
  db
    .selectFrom('controlName as n')
    .leftJoin('history as h', 'h.key', 'n.key')
    .select(['n.key', 'n.id', 'n.title', 'n.category', 'n.service'])
    .select(['h.day', 'h.points', 'h.maxScore', 'h.measuredOn', 'h.stale'])
    .orderBy('n.key')
    .orderBy('h.day');

/**
 * For each control with a row in the span: all of its rows from the one on that last confirmed how it stood before,
 * be it long out of scope.
 */
const sinceConfirmed = (from: string, to: string) => sql<NamedRow>`
  select n.key, n.id, n.title, n.category, n.service, h.day, h.points, h."maxScore", h."measuredOn", h.stale
  from (select distinct key from history where day > ${from} and day <= ${to}) as changed
  join "controlName" as n on n.key = changed.key
  join history as h on h.key = changed.key and h.day <= ${to} and h.day >= coalesce(
    (select f.day from history as f where f.key = changed.key and f.day <= ${from} and f.stale = 0
      and f.points is not null order by f.day desc limit 1),
    (select l.day from history as l where l.key = changed.key and l.day <= ${from}
      and l.points is not null order by l.day desc limit 1),
    '')
  order by n.key, h.day`;
