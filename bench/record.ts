import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The product's database file, looked at from outside while the product writes it. */
export interface RecordFile {
  readonly url: string;
  /** Waits until nothing is left to be carried out. */
  readonly drained: () => Promise<void>;
  /** Waits until the sandbox has let everybody in. */
  readonly opened: () => Promise<void>;
  readonly decided: () => number;
  readonly remove: () => void;
}

const PATIENCE_MS = 30_000;

/** A new file in the folder where the product keeps its own. */
export function newRecord(): RecordFile {
  const data = fileURLToPath(new URL('../data', import.meta.url));
  mkdirSync(data, { recursive: true });
  const folder = mkdtempSync(join(data, 'bench-'));
  const file = join(folder, 'record.db');
  const discard = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', discard);
  let opened: DatabaseSync | undefined;
  const count = (query: string, ...values: string[]): number => {
    opened ??= new DatabaseSync(file, { readOnly: true });
    return Number(opened.prepare(query).get(...values)?.['n']);
  };
  const until = async (reached: () => boolean): Promise<void> => {
    const stop = performance.now() + PATIENCE_MS;
    while (!reached()) {
      if (performance.now() > stop) throw new Error('The product does not come to rest.');
      await pause(2);
    }
  };
  return {
    url: `sqlite:${file}`,
    drained: () =>
      until(
        () =>
          count(
            'select count(*) as n from outbox where "doneAt" is null and (claim is not null or "dueAt" <= ?)',
            new Date(Date.now() + 100).toISOString(),
          ) === 0,
      ),
    opened: () => until(() => count('select count(*) as n from channel') > 0),
    decided: () =>
      count("select count(*) as n from acceptance where state in ('Approved', 'Active')"),
    remove: () => {
      opened?.close();
      process.removeListener('exit', discard);
      discard();
    },
  };
}
