import { type Migration, Migrator } from 'kysely/migration';
import { first } from './migrations/0001-first.ts';
import type { Database } from './schema.ts';

/** Only ever added to: what has run somewhere is history. */
const migrations: Record<string, Migration> = { '0001-first': first };

/** Brings the tables up to date. Who starts at the same moment waits, and finds it done. */
export async function migrate(db: Database): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw new Error('The tables could not be brought up to date.', { cause: error });
}
