import type { PeopleStore } from '../app/people-ports.ts';
import type { Person } from '../domain/person.ts';
import type { Database } from './schema.ts';

type Row = Pick<Person, 'id' | 'name' | 'upn'>;

/** Names for what the trail knows by object id. */
export const people = (db: Database): PeopleStore => ({
  async names(ids) {
    const rows = await rowsOf(db, ids);
    return new Map(rows.filter(({ name }) => name !== '').map(({ id, name }) => [id, name]));
  },

  peopleMet: () => db.selectFrom('person').selectAll().where('name', '<>', '').execute(),

  async savePeople(seen) {
    const kept = new Map(
      (
        await rowsOf(
          db,
          seen.map(({ id }) => id),
        )
      ).map((row) => [row.id, row]),
    );
    const news = [...new Map(seen.map(({ id, name, upn }) => [id, { id, name, upn }])).values()]
      .filter(({ id, name, upn }) => kept.get(id)?.name !== name || kept.get(id)?.upn !== upn)
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    if (news.length === 0) return;
    await db
      .insertInto('person')
      .values(news)
      .onConflict((c) =>
        c
          .column('id')
          .doUpdateSet((eb) => ({ name: eb.ref('excluded.name'), upn: eb.ref('excluded.upn') })),
      )
      .execute();
  },
});

const rowsOf = async (db: Database, ids: readonly string[]): Promise<readonly Row[]> =>
  ids.length === 0
    ? []
    : db
        .selectFrom('person')
        .selectAll()
        .where('id', 'in', [...new Set(ids)])
        .execute();
