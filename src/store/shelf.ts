import type { Shelf } from '../app/shelf.ts';
import { resetHead, underHead } from './chain.ts';
import type { Database, Tables } from './schema.ts';
import { resetWatch } from './watch.ts';

/** Everything but whose record it is; what refers to another row before that row. */
const emptied = [
  'trailText',
  'trail',
  'acceptance',
  'counter',
  'control',
  'controlReading',
  'controlSync',
  'controlDays',
  'outbox',
  'post',
  'conversation',
  'channel',
  'team',
  'person',
  'policy',
  'scoreDay',
  'history',
  'controlName',
  'statusUpdate',
  'alert',
  'checkedDay',
  'drift',
  'driftWatch',
  'owner',
  'deputy',
  'review',
  'cardPost',
  'sandbox',
] as const satisfies readonly Exclude<keyof Tables, 'meta' | 'head' | 'watch'>[];

/** The sandbox's own documents, in the same database as the record. */
export const sandboxShelf = (db: Database): Shelf => ({
  async get(kind, id) {
    const rows = db.selectFrom('sandbox').select('body').where('kind', '=', kind);
    const [row] = await rows.where('id', '=', id).execute();
    return row && read(row.body);
  },

  async list(kind) {
    const rows = db.selectFrom('sandbox').selectAll().where('kind', '=', kind).orderBy('id');
    return (await rows.execute()).map(({ id, body }) => ({ id, body: read(body) }));
  },

  async put(kind, id, document) {
    const body = JSON.stringify(document);
    await db
      .insertInto('sandbox')
      .values({ kind, id, body })
      .onConflict((c) => c.columns(['kind', 'id']).doUpdateSet({ body }))
      .execute();
  },

  async remove(kind, id) {
    await db.deleteFrom('sandbox').where('kind', '=', kind).where('id', '=', id).execute();
  },

  startOver: () =>
    underHead(db, async (tx) => {
      await resetWatch(tx);
      for (const table of emptied) await tx.deleteFrom(table).execute();
      await resetHead(tx);
    }),
});

const read = (body: string): unknown => JSON.parse(body);
