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
    return misfitting(verified, expected) ?? fitting(register, verified, expected);
  } catch (error) {
    if (error instanceof NoExport) return outcome(2, error.message);
    if (isOfTheFile(error)) return outcome(2, `${path} cannot be read.`);
    throw error;
  }
}

const isOfTheFile = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** What is wrong; that the end is missing says more than that the line of the export, which was there, is. */
function misfitting(
  verified: VerifiedExport,
  expected: ExpectedHead | undefined,
): Outcome | undefined {
  const { misfit } = verified;
  const found = misfit && outcome(1, misfitSentence(misfit));
  if (misfit && misfit.why !== 'exported') return found;
  return (expected && unexpected(verified, expected)) ?? found;
}

const fitting = (
  register: Read,
  verified: VerifiedExport,
  expected: ExpectedHead | undefined,
): Outcome => (expected ? asExpected(register, verified, expected) : inItself(register, verified));

function inItself(register: Read, verified: VerifiedExport): Outcome {
  return outcome(
    0,
    fits(register, verified),
    'The file is consistent in itself. Only its head shows that nothing was cut off or made anew: compare a line with what Scorekeeper wrote elsewhere, at the end of a card of an outcome, in a comment in Secure Score or on a Monday’s card, and run it again with --head <line>:<digits>.',
  );
}

/** The line that somebody knows, where it is cut off or another. */
function unexpected(
  { asked, lines }: VerifiedExport,
  { seq, hash }: ExpectedHead,
): Outcome | undefined {
  const number = String(seq);
  if (asked === undefined)
    return outcome(1, `The file ends with line ${String(lines)}: line ${number} was cut off.`);
  return asked.startsWith(hash)
    ? undefined
    : outcome(
        1,
        `Line ${number} is not the one that was expected: the file is of another register, or was made anew.`,
      );
}

function asExpected(register: Read, verified: VerifiedExport, { seq }: ExpectedHead): Outcome {
  const { lines } = verified;
  const behind =
    lines === seq
      ? 'nothing was cut off and nothing was made anew'
      : `nothing up to it was made anew; the ${String(lines - seq)} after it are consistent in themselves`;
  return outcome(
    0,
    fits(register, verified),
    `Line ${String(seq)} is the one that was expected: ${behind}.`,
  );
}

const fits = ({ acceptances, head, exportedAt }: Read, { lines }: VerifiedExport): string =>
  `${String(lines)} lines and ${String(acceptances.length)} acceptances fit together, exported ${exportedAt}. Head: ${String(head.seq)}:${head.hash.slice(0, 12)}. Names of people are no part of the chain: it knows people by their ids.`;
