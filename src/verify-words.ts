import type { ExportMisfit } from './app/verify-export.ts';

const reasons: Readonly<Record<ExportMisfit['why'], string>> = {
  order: 'a line is missing or out of order',
  link: 'it does not follow the line before it',
  hash: 'it was edited',
  text: 'a text of it was edited',
  record: 'the entry says something else than its lines',
  missing: 'its entry is gone',
  unknown: 'an entry has no lines',
  head: 'the register does not end where it should',
  policy: 'a policy stands there that no line says',
  exported: 'no line says that it was exported then, by that person',
  zone: 'the time zone is not that of the newest policy',
  approval: 'it is decided, and nobody who could has approved it',
};

/** The first line that does not fit, in a sentence. */
export function misfitSentence({ seq, acceptanceId, why }: ExportMisfit): string {
  const whose = acceptanceId === '' ? '' : ` (${acceptanceId})`;
  return `Line ${String(seq)}${whose} does not fit: ${reasons[why]}.`;
}

/** What a check came to: the exit code (0 it fits, 1 it does not, 2 it cannot be read) and what to say. */
export interface Outcome {
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

/** An outcome of some sentences, a line each. */
export const outcome = (code: Outcome['code'], ...sentences: readonly string[]): Outcome => ({
  code,
  text: sentences.join('\n'),
});
