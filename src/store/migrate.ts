import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { isCrowded } from './crowded.ts';
import { first } from './migrations/0001-first.ts';
import { monitor } from './migrations/0002-monitor.ts';
import { lifecycle } from './migrations/0003-lifecycle.ts';
import { watch } from './migrations/0004-watch.ts';
import { deputies } from './migrations/0005-deputies.ts';
import { drift } from './migrations/0006-drift.ts';
import type { Database } from './schema.ts';

/** Only ever added to: what has run somewhere is history. */
const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-monitor': monitor,
  '0003-lifecycle': lifecycle,
  '0004-watch': watch,
  '0005-deputies': deputies,
  '0006-drift': drift,
};

/** Brings the tables up to date. Who starts at the same moment waits, and finds it done. */
export async function migrate(db: Database, known = migrations): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(known) };
  const schema = await schemaOf(db);
  const { error } = await new Migrator({
    ...{ db, provider },
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  }).migrateToLatest();
  if (error) throw new Error('The tables could not be brought up to date.', { cause: error });
}

/** Where a server has other schemas, what ran in one of those did not run in ours. */
async function schemaOf(db: Database): Promise<string | undefined> {
  if (!isCrowded(db)) return undefined;
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
  return rows[0]?.name;
}
