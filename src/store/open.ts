import { type Dialect, Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import type { Store } from '../app/ports.ts';
import { acceptances } from './acceptances.ts';
import { alerts } from './alerts.ts';
import { cardPosts } from './card-posts.ts';
import { commits } from './commit.ts';
import { controls } from './controls.ts';
import { deputies } from './deputies.ts';
import { drifts } from './drifts.ts';
import { history } from './history.ts';
import { outbox } from './outbox.ts';
import { owners } from './owners.ts';
import { people } from './people.ts';
import { policies } from './policies.ts';
import { posts } from './posts.ts';
import { reviews } from './reviews.ts';
import type { Database, Tables } from './schema.ts';
import { sqlite } from './sqlite.ts';
import { trail } from './trail.ts';

/** `sqlite:<file>`, `sqlite::memory:` or `postgres://…`. The rest of the house cannot tell which. */
export const openDatabase = (url: string): Database =>
  new Kysely<Tables>({ dialect: dialect(url) });

function dialect(url: string): Dialect {
  const [, file] = /^sqlite:(.+)$/.exec(url) ?? [];
  if (file) return sqlite(file);
  if (/^postgres(ql)?:\/\//.test(url)) return new PostgresDialect({ pool: () => pool(url) });
  // Without the URL itself: it may hold a password.
  throw new Error('A database is sqlite:<file>, sqlite::memory: or postgres://<server>.');
}

async function pool(connectionString: string): Promise<Pool> {
  // Loaded by whoever needs it: the embedded database does without.
  const { default: pg } = await import('pg');
  const made = new pg.Pool({
    connectionString,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // Whoever hangs in a transaction holds the head of the trail, and with it everybody else.
    idle_in_transaction_session_timeout: 30_000,
  });
  // An idle connection that breaks is replaced; unheard, the event would end the process.
  made.on('error', () => undefined);
  return made;
}

/** Everything that the bot keeps, in one database whose tables are up to date. */
export const sqlStore = (db: Database): Store => ({
  ...acceptances(db),
  ...commits(db),
  ...trail(db),
  ...controls(db),
  ...history(db),
  ...alerts(db),
  ...owners(db),
  ...deputies(db),
  ...drifts(db),
  ...reviews(db),
  ...cardPosts(db),
  ...outbox(db),
  ...posts(db),
  ...people(db),
  ...policies(db),
});
