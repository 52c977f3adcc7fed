import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open.ts';
import type { Database } from '../../src/store/schema.ts';

export interface TestDatabase {
  readonly db: Database;
  /** How another process opens it; a database in memory is nobody else's. */
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** A database that no other test sees: SQLite in memory, or a schema of its own on TEST_DATABASE_URL. */
export const emptyDatabase = (): Promise<TestDatabase> =>
  server ? emptySchema(server) : migratedInMemory();

/** As `emptyDatabase`, without tables, and open to other processes: SQLite in a file of its own. */
export const sharedDatabase = (): Promise<TestDatabase> => (server ? ownSchema(server) : inFile());

const server = process.env['TEST_DATABASE_URL'];

interface Kept extends Omit<TestDatabase, 'drop'> {
  readonly empty: () => Promise<void>;
}

/** Schemas that tests are done with. Emptied, one serves the next test: a new one takes PostgreSQL ten times as long. */
const spare: Kept[] = [];

async function emptySchema(at: string): Promise<TestDatabase> {
  const kept = spare.pop() ?? (await migratedSchema(at));
  await kept.empty();
  const drop = async (): Promise<void> => void spare.push(kept);
  return { db: kept.db, url: kept.url, drop };
}

async function migratedSchema(at: string): Promise<Kept> {
  const { db, url } = await ownSchema(at);
  await migrate(db);
  // What refers to another table was made after it, and is emptied before it.
  const tables = await sql<{ readonly name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname not like 'kysely%'
    order by oid desc`.execute(db);
  const names = tables.rows.map(({ name }) => name);
  const rows = (await Promise.all(names.map((name) => insertsOf(db, name)))).flat();
  const deletes = sql.raw(names.map((name) => `delete from "${name}"`).join('; '));
  const empty = async (): Promise<void> => {
    for (const statement of [deletes, ...rows]) await statement.execute(db);
  };
  return { db, url, empty };
}

async function migratedInMemory(): Promise<TestDatabase> {
  const made = await inMemory();
  for (const statement of await (migrated ??= statements())) await statement.execute(made.db);
  return made;
}

let migrated: Promise<readonly RawBuilder<unknown>[]> | undefined;

/** What leaves a database in memory as the migrations do, in a quarter of their time: every other test begins so. */
async function statements(): Promise<readonly RawBuilder<unknown>[]> {
  const { db, drop } = await inMemory();
  await migrate(db);
  const schema = sql<{ readonly type: string; readonly name: string; readonly sql: string }>`
    select type, name, sql from sqlite_master where sql is not null order by rowid`;
  const { rows: made } = await schema.execute(db);
  const tables = made.filter(({ type }) => type === 'table');
  const rows = await Promise.all(tables.map(({ name }) => insertsOf(db, name)));
  await drop();
  return [...made.map((one) => sql.raw(one.sql)), ...rows.flat()];
}

async function insertsOf(db: Database, name: string): Promise<readonly RawBuilder<unknown>[]> {
  const table = sql.table(name);
  const { rows } = await sql<Record<string, unknown>>`select * from ${table}`.execute(db);
  return rows.map(
    (row) =>
      sql`insert into ${table} (${sql.join(Object.keys(row).map((key) => sql.ref(key)))})
        values (${sql.join(Object.values(row))})`,
  );
}

/** The schema stays until all tests are over: PostgreSQL cannot list its tables while another is being dropped. */
async function ownSchema(at: string): Promise<TestDatabase> {
  const schema = `scorekeeper_test_${randomBytes(8).toString('hex')}`;
  const own = new URL(at);
  own.searchParams.set('options', `-csearch_path=${schema}`);
  const db = openDatabase(own.href);
  await sql`create schema ${sql.id(schema)}`.execute(db);
  return { db, url: own.href, drop: () => db.destroy() };
}

async function inMemory(): Promise<TestDatabase> {
  const url = 'sqlite::memory:';
  const db = openDatabase(url);
  return Promise.resolve({ db, url, drop: () => db.destroy() });
}

async function inFile(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'scorekeeper-'));
  const url = `sqlite:${join(folder, 'data', 'record.db')}`;
  const db = openDatabase(url);
  return {
    db,
    url,
    drop: async () => {
      await db.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
