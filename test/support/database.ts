import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
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
export async function emptyDatabase(): Promise<TestDatabase> {
  const made = await (server ? ownSchema(server) : inMemory());
  await migrate(made.db);
  return made;
}

/** As `emptyDatabase`, without tables, and open to other processes: SQLite in a file of its own. */
export const sharedDatabase = (): Promise<TestDatabase> => (server ? ownSchema(server) : inFile());

const server = process.env['TEST_DATABASE_URL'];

async function ownSchema(at: string): Promise<TestDatabase> {
  const schema = `test_${randomBytes(8).toString('hex')}`;
  const own = new URL(at);
  own.searchParams.set('options', `-csearch_path=${schema}`);
  const db = openDatabase(own.href);
  await sql`create schema ${sql.id(schema)}`.execute(db);
  return {
    db,
    url: own.href,
    drop: async () => {
      await sql`drop schema ${sql.id(schema)} cascade`.execute(db);
      await db.destroy();
    },
  };
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
