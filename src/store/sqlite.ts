import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteAdapter, type SqliteDatabase, SqliteDialect } from 'kysely';

type Statement = ReturnType<SqliteDatabase['prepare']>;

/** Beyond the fixed queries only lists of varying length make new ones. */
const KEPT_STATEMENTS = 200;

/** The SQLite that Node brings along: a file, made with its folder where missing, or `:memory:`. */
export function sqlite(file: string): SqliteDialect {
  if (file !== ':memory:') makeFile(file);
  const db = new DatabaseSync(file, { timeout: 5_000 });
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
  const kept = new Map<string, Statement>();
  return new Dialect({
    database: {
      close: () => {
        kept.clear();
        db.close();
      },
      prepare(text) {
        const known = kept.get(text);
        if (known) return known;
        const [oldest] = kept.keys();
        if (kept.size >= KEPT_STATEMENTS && oldest !== undefined) kept.delete(oldest);
        const statement = prepare(db, text);
        kept.set(text, statement);
        return statement;
      },
    },
  });
}

function prepare(db: DatabaseSync, text: string): Statement {
  // A transaction here always writes: it takes its turn when it begins, not halfway.
  const statement = db.prepare(text === 'begin' ? 'begin immediate' : text);
  return {
    reader: statement.columns().length > 0,
    // Node gives rows without a prototype, which are equal to no object that code writes down.
    all: (values) => statement.all(...(values as SQLInputValue[])).map((row) => ({ ...row })),
    run: (values) => statement.run(...(values as SQLInputValue[])),
    iterate: (values) => statement.iterate(...(values as SQLInputValue[])),
  };
}

/** Before SQLite makes it: the record is for nobody but the account that the bot runs under. */
function makeFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
}

class Dialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new Adapter();
  }
}

/** Lets a migration be one transaction: SQLite rolls a table back like anything else. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
