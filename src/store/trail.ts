import { sql } from 'kysely';
import type { AcceptanceStore } from '../app/ports.ts';
import type { Line, LineWithTexts } from '../domain/trail.ts';
import type { Database, Tables } from './schema.ts';

/** The trail, read. Nothing here changes it. */
export const trail = (
  db: Database,
): Pick<AcceptanceStore, 'trail' | 'line' | 'lastHashes' | 'lines' | 'head'> => ({
  async trail(id) {
    // The second condition says it as the index does, so that it is used.
    const ofIt = db
      .selectFrom('trail')
      .where('acceptanceId', '=', id)
      .where(sql<boolean>`"acceptanceId" <> ''`);
    const rows = await ofIt.selectAll().orderBy('seq').execute();
    const texts = await db
      .selectFrom('trailText')
      .selectAll()
      .where('seq', 'in', ofIt.select('seq'))
      .orderBy('seq')
      .orderBy('field')
      .execute();
    return withTexts(rows, texts);
  },

  async line(seq) {
    const rows = db.selectFrom('trail').selectAll().where('seq', '=', seq);
    const [row] = await rows.execute();
    return row && readLine(row);
  },

  lastHashes: (ids) => lastHashes(db, ids),

  async lines(after, count) {
    const rows = await db
      .selectFrom('trail')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(count)
      .execute();
    const texts = await db
      .selectFrom('trailText')
      .selectAll()
      .where('seq', '>', after)
      .where('seq', '<=', rows.at(-1)?.seq ?? after)
      .orderBy('seq')
      .orderBy('field')
      .execute();
    return withTexts(rows, texts);
  },

  head: () =>
    db.selectFrom('head').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirstOrThrow(),
});

async function lastHashes(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('acceptance')
    .innerJoin('trail', (join) =>
      join
        .onRef('trail.acceptanceId', '=', 'acceptance.id')
        .onRef('trail.revision', '=', 'acceptance.revision'),
    )
    .select(['acceptance.id', 'trail.hash'])
    .where('acceptance.id', 'in', ids)
    // As the index says it, so that it is used.
    .where(sql<boolean>`trail."acceptanceId" <> ''`)
    .execute();
  return new Map(rows.map(({ id, hash }) => [id, hash]));
}

type Row = Tables['trail'];

/** A line as it was hashed. */
export const readLine = ({ setFields, ...line }: Row): Line => ({
  ...line,
  set: JSON.parse(setFields) as Line['set'],
});

function withTexts(
  rows: readonly Row[],
  texts: readonly Tables['trailText'][],
): readonly LineWithTexts[] {
  const bySeq = Map.groupBy(texts, ({ seq }) => seq);
  return rows.map((row) => ({
    ...readLine(row),
    texts: (bySeq.get(row.seq) ?? []).map(({ field, salt, text }) => ({ field, salt, text })),
  }));
}
