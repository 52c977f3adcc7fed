import { type Acceptance, binds, final } from '../domain/acceptance.ts';
import { approvalIn } from '../domain/authority.ts';
import { isCovered } from '../domain/deputy-trail.ts';
import { controlKey } from '../domain/control.ts';
import {
  genesis,
  type Line,
  lineHash,
  type LineWithTexts,
  matches,
  replay,
  type Replayed,
  wordsFit,
} from '../domain/trail.ts';
import type { Ports } from './ports.ts';

/**
 * The line that asks for a state in Secure Score: the approval of what binds, or the end of what bound.
 * Undefined unless an approval stands in the trail, all lines of the acceptance chain, they say what the record
 * says, and whoever acted for another was their deputy.
 */
export async function proof(ports: Ports, acceptance: Acceptance): Promise<Line | undefined> {
  const { store } = ports;
  const lines = await store.trail(acceptance.id);
  const replayed = await chained(store, lines);
  if (!replayed || !matches(acceptance, replayed)) return undefined;
  const approval = approvalIn(lines, acceptance);
  if (approval?.by !== acceptance.approverId || !(await areCovered(ports, lines))) return undefined;
  if (!final.includes(acceptance.state)) return approval;
  // What was said after the end is no part of it.
  return lines.findLast(({ set }) => typeof set['endedAt'] === 'string');
}

/** Whether whoever acted for others was their deputy then, as lines of the same chain say. */
async function areCovered(
  { store, policy }: Pick<Ports, 'store' | 'policy'>,
  lines: readonly Line[],
): Promise<boolean> {
  const used = lines.filter(({ roleFrom }) => roleFrom?.startsWith('deputy:'));
  if (used.length === 0) return true;
  const [head, deputyLines] = await Promise.all([store.head(), store.deputyLines()]);
  for (const line of deputyLines) if (!(await isLink(store, line, head))) return false;
  return used.every((line) => isCovered(line, deputyLines, policy.timeZone));
}

/**
 * The line by which a person asked Secure Score to go back to To address, which is all that it ever leads to. Undefined
 * unless it chains, is an IT manager's or a CISO's, names the control, and no decision of the control's came after it.
 */
export async function revertProof(
  ports: Pick<Ports, 'store' | 'policy'>,
  line: Line,
  controlId: string,
): Promise<Line | undefined> {
  const { store } = ports;
  if (!isRevertOf(line, controlId) || !(await isLink(store, line, await store.head())))
    return undefined;
  if (!(await areCovered(ports, [line]))) return undefined;
  for (const acceptance of await store.list({ controlId })) {
    const lines = await store.trail(acceptance.id);
    const replayed = await chained(store, lines);
    // What stands in the trail counts: an acceptance that was ended in its row alone binds still.
    if (!replayed || !matches(acceptance, replayed) || binds(acceptance)) return undefined;
    if (lines.some(({ event, seq }) => event === 'approve' && seq > line.seq)) return undefined;
  }
  return line;
}

function isRevertOf({ event, acceptanceId, role, set }: Line, controlId: string): boolean {
  const named = set['controlId'];
  const right = role === 'itManager' || role === 'ciso';
  const names = typeof named === 'string' && controlKey(named) === controlKey(controlId);
  return event === 'reverted' && acceptanceId === '' && right && names;
}

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
