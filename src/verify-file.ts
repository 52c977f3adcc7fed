import { fileParts } from './files/file-parts.ts';
import { verifyExport, type VerifiedExport } from './app/verify-export.ts';
import { NoExport, readExport } from './files/read-export.ts';
import type { ExpectedHead } from './verify-database.ts';
import { misfitSentence, type Outcome, outcome } from './verify-words.ts';

type Read = ReturnType<typeof readExport>;

/** Checks an exported register, with nothing but the file, and says what it found. */
export function verifyFile(path: string, expected: ExpectedHead | undefined): Outcome {
  try {
    const register = readExport(fileParts(path));
    const verified = verifyExport(register, expected?.seq);
    if (verified.misfit) return outcome(1, misfitSentence(verified.misfit));
    return expected ? against(register, verified, expected) : inItself(register, verified);
  } catch (error) {
    if (error instanceof NoExport) return outcome(2, error.message);
    if (isOfTheFile(error)) return outcome(2, `${path} cannot be read.`);
    throw error;
  }
}

const isOfTheFile = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

function inItself(register: Read, verified: VerifiedExport): Outcome {
  return outcome(
    0,
    fits(register, verified),
    'The file is consistent in itself. Only its head shows that nothing was cut off or made anew: compare a line with what Scorekeeper wrote elsewhere, at the end of a card of an outcome, in a comment in Secure Score or on a Monday’s card, and run it again with --head <line>:<digits>.',
  );
}

function against(register: Read, verified: VerifiedExport, { seq, hash }: ExpectedHead): Outcome {
  const number = String(seq);
  const { asked, lines } = verified;
  if (asked === undefined)
    return outcome(1, `The file ends with line ${String(lines)}: line ${number} was cut off.`);
  if (!asked.startsWith(hash))
    return outcome(
      1,
      `Line ${number} is not the one that was expected: the file is of another register, or was made anew.`,
    );
  const behind =
    lines === seq
      ? 'nothing was cut off and nothing was made anew'
      : `nothing up to it was made anew; the ${String(lines - seq)} after it are consistent in themselves`;
  return outcome(
    0,
    fits(register, verified),
    `Line ${number} is the one that was expected: ${behind}.`,
  );
}

const fits = ({ acceptances, head, exportedAt }: Read, { lines }: VerifiedExport): string =>
  `${String(lines)} lines and ${String(acceptances.length)} acceptances fit together, exported ${exportedAt}. Head: ${String(head.seq)}:${head.hash.slice(0, 12)}. Names of people, and who exported it when, are no part of the chain: it knows people by their ids.`;
