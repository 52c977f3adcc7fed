import { parseArgs } from 'node:util';
import { type Outcome, outcome } from './verify-words.ts';
import { type ExpectedHead, verifyDatabase } from './verify-database.ts';
import { verifyFile } from './verify-file.ts';

/**
 * Checks a register from the command line. An export, offline: `npm run verify -- register.json [--head 1234:3f9a1c04be77]`;
 * a database: `npm run verify [-- --database <url>] [--head …]`. Exits with 0 when all of it fits, with 1 when it does
 * not, with 2 when it cannot be read.
 */
async function main(): Promise<Outcome> {
  const asked = readArguments();
  if (asked === undefined)
    return outcome(
      2,
      'Say what to verify: npm run verify -- register.json [--head 12:3f9a1c04be77]',
    );
  const { file, database, head } = asked;
  const expected = head === undefined ? undefined : readHead(head);
  if (head !== undefined && !expected)
    return outcome(2, 'Give the head as it stands on a card: --head 12:3f9a1c04be77');
  return file === undefined ? verifyDatabase(database, expected) : verifyFile(file, expected);
}

interface Arguments {
  readonly file: string | undefined;
  readonly database: string | undefined;
  readonly head: string | undefined;
}

function readArguments(): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { database: { type: 'string' }, head: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    // Two things to verify are one too many: which of them it was would be anybody's guess.
    if (more.length > 0 || (file !== undefined && values.database !== undefined)) return undefined;
    return { file, database: values.database, head: values.head };
  } catch {
    return undefined;
  }
}

function readHead(typed: string): ExpectedHead | undefined {
  const [, seq, hash] = /^#?(\d+)[: ]([0-9a-f]{12,64})$/.exec(typed.trim()) ?? [];
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
}

const { code, text } = await main();
(code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = code;
