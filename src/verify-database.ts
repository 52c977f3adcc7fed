import { existsSync } from 'node:fs';
import type { Store } from './app/ports.ts';
import { verifyRegister } from './app/verify-register.ts';
import { environment } from './config.ts';
import { openDatabase, sqlStore } from './store/open.ts';
import { misfitSentence, type Outcome, outcome } from './verify-words.ts';

/** A line as a card, a comment or a file name has it: its number, and its hash or the beginning of it. */
export interface ExpectedHead {
  readonly seq: number;
  readonly hash: string;
}

/** Checks the register in a database, and says what it found. */
export async function verifyDatabase(
  asked: string | undefined,
  expected: ExpectedHead | undefined,
): Promise<Outcome> {
  const url = asked ?? environment['DATABASE_URL'] ?? 'sqlite:./data/sandbox.db';
  // Opening would make an empty one, and call it consistent.
  if (url.startsWith('sqlite:') && !existsSync(url.slice('sqlite:'.length))) return unreadable(url);
  try {
    const db = openDatabase(url);
    try {
      const { code, text } = await verify(sqlStore(db), expected);
      return outcome(code, `The register in ${nameOf(url)}:`, text);
    } finally {
      await db.destroy();
    }
  } catch {
    return unreadable(url);
  }
}

async function verify(store: Store, expected: ExpectedHead | undefined): Promise<Outcome> {
  const { lines, acceptances, head, misfit, contradicted } = await verifyRegister({ store });
  if (misfit) return outcome(1, misfitSentence(misfit));
  if (contradicted.length > 0)
    return outcome(
      1,
      `Secure Score carries lines that this register does not have so: ${contradicted.join(', ')}.`,
    );
  const end = `${String(head.seq)}:${head.hash.slice(0, 12)}`;
  const fits = `${String(lines)} lines and ${String(acceptances)} acceptances fit together. Head: ${end}`;
  if (!expected)
    return outcome(
      0,
      fits,
      'Consistent in itself; compare its head with the one on a card or in Secure Score.',
    );
  const line = await store.line(expected.seq);
  return line?.hash.startsWith(expected.hash)
    ? outcome(0, fits, `Line ${String(line.seq)} is the one that was expected.`)
    : outcome(1, `Line ${String(expected.seq)} is not the one that was expected.`);
}

/** An address may hold a password. */
const nameOf = (url: string): string =>
  url.startsWith('sqlite:') ? url : 'the PostgreSQL database';

const unreadable = (url: string): Outcome =>
  outcome(2, `Cannot read ${nameOf(url)}. Is --database, or DATABASE_URL, right?`);
