import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Store } from './app/ports.ts';
import { verifyRegister } from './app/verify-register.ts';
import { environment } from './config.ts';
import { openDatabase, sqlStore } from './store/open.ts';

/**
 * Checks the register of a database from the command line: `npm run verify [-- --database <url>] [--head 12:3f9a1c04be77]`.
 * Exits with 0 when all of it fits, with 1 when it does not, with 2 when it cannot be read.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { database: { type: 'string' }, head: { type: 'string' } },
  });
  const { seq, hash } = readHead(values.head ?? '');
  if (values.head !== undefined && hash === '')
    return say(2, 'Give the head as it stands on a card: --head 12:3f9a1c04be77');

  const url = values.database ?? environment['DATABASE_URL'] ?? 'sqlite:./data/sandbox.db';
  // Opening would make an empty one, and call it consistent.
  if (url.startsWith('sqlite:') && !existsSync(url.slice('sqlite:'.length))) return unreadable();
  const db = openDatabase(url);
  try {
    return await verify(sqlStore(db), { seq, hash });
  } finally {
    await db.destroy();
  }
}

async function verify(
  store: Store,
  expected: { readonly seq: number; readonly hash: string },
): Promise<number> {
  const { lines, acceptances, head, misfit, contradicted } = await verifyRegister({ store });
  if (misfit) {
    const whose = misfit.acceptanceId === '' ? '' : ` (${misfit.acceptanceId})`;
    return say(1, `Line ${String(misfit.seq)}${whose} does not fit: ${reasons[misfit.why]}.`);
  }
  if (contradicted.length > 0)
    return say(
      1,
      `Secure Score carries lines that this register does not have so: ${contradicted.join(', ')}.`,
    );
  const end = `${String(head.seq)}:${head.hash.slice(0, 12)}`;
  say(
    0,
    `${String(lines)} lines and ${String(acceptances)} acceptances fit together. Head: ${end}`,
  );
  if (expected.hash === '')
    return say(
      0,
      'Consistent in itself; compare its head with the one on a card or in Secure Score.',
    );
  const line = await store.line(expected.seq);
  return line?.hash.startsWith(expected.hash)
    ? say(0, `Line ${String(line.seq)} is the one that was expected.`)
    : say(1, `Line ${String(expected.seq)} is not the one that was expected.`);
}

function readHead(typed: string): { readonly seq: number; readonly hash: string } {
  const [, seq = '0', hash = ''] = /^#?(\d+)[: ]([0-9a-f]{12,64})$/.exec(typed) ?? [];
  return { seq: Number(seq), hash };
}

const reasons = {
  order: 'a line is missing or out of order',
  link: 'it does not follow the line before it',
  hash: 'it was edited',
  text: 'a text of it was edited',
  record: 'the entry says something else than its lines',
  missing: 'its entry is gone',
  unknown: 'an entry has no lines',
  head: 'the register does not end where it should',
} as const;

function say(code: number, text: string): number {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return code;
}

const unreadable = (): number =>
  say(2, 'The database cannot be read. Is --database, or DATABASE_URL, right?');

process.exitCode = await main().catch(unreadable);
