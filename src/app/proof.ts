import { type Acceptance, final } from '../domain/acceptance.ts';
import { approvalIn } from '../domain/authority.ts';
import {
  digest,
  genesis,
  type Line,
  lineHash,
  type LineWithTexts,
  matches,
  replay,
  type Replayed,
} from '../domain/trail.ts';
import type { Ports } from './ports.ts';

/**
 * The line that asks for a state in Secure Score: the approval of what binds, or the end of what bound.
 * Undefined unless an approval stands in the trail, all lines of the acceptance chain, and they say what
 * the record says.
 */
export async function proof({ store }: Ports, acceptance: Acceptance): Promise<Line | undefined> {
  const lines = await store.trail(acceptance.id);
  const replayed = await chained(store, lines);
  if (!replayed || !matches(acceptance, replayed)) return undefined;
  const approval = approvalIn(lines, acceptance);
  if (approval?.by !== acceptance.approverId) return undefined;
  return final.includes(acceptance.state) ? lines.at(-1) : approval;
}

/** Whether the words that are still kept are those that were digested. */
const wordsFit = ({ set, texts }: LineWithTexts): boolean =>
  texts.every(
    ({ field, salt, text }) =>
      (salt === null && text === null) ||
      (salt !== null && text !== null && digest(salt, text) === set[field]),
  );

/** What the lines say together, if each stands where the register's one chain has it, up to its head. */
async function chained(
  store: Ports['store'],
  lines: readonly LineWithTexts[],
): Promise<Replayed | undefined> {
  const head = await store.head();
  let replayed: Replayed | undefined;
  for (const line of lines) {
    if (!(await isLink(store, line, head)) || !wordsFit(line)) return undefined;
    replayed = replay(replayed, line);
  }
  return replayed;
}

/** Whether the line before leads to this one, and this one to the line after, or to the head. */
async function isLink(
  store: Ports['store'],
  line: Line,
  head: { readonly seq: number; readonly hash: string },
): Promise<boolean> {
  const { seq, prev, hash } = line;
  const [before, after] = await Promise.all([
    seq === 1 ? genesis : store.line(seq - 1),
    seq < head.seq ? store.line(seq + 1) : undefined,
  ]);
  const follows = seq === head.seq ? head.hash : after?.prev;
  return before?.hash === prev && lineHash(line) === hash && follows === hash;
}
