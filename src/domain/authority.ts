import { whoseDoing } from './acting.ts';
import type { Line } from './trail.ts';

/**
 * The line of row 8 or 12 in an acceptance's trail: an IT manager's on the low route, or a CISO's after another
 * person's endorsement of the same text. Undefined where none could have been written by the workflow.
 */
export function approvalIn(
  lines: readonly Line[],
  { route, sodReduced }: { readonly route: 'low' | 'standard'; readonly sodReduced: boolean },
): Line | undefined {
  const at = lines.findLastIndex(({ event }) => event === 'approve');
  const approval = lines[at];
  const proposer = lines[0]?.by;
  if (!approval || proposer === undefined || acting(approval).includes(proposer)) return undefined;
  if (approval.role === 'itManager') return route === 'low' ? approval : undefined;
  const endorsement = endorsementBefore(lines.slice(0, at), proposer);
  if (approval.role !== 'ciso' || !endorsement) return undefined;
  return isApart(endorsement, approval, sodReduced) ? approval : undefined;
}

const acting = ({ by, roleFrom }: Line): readonly string[] => whoseDoing(by, roleFrom);

/** One person in two parts is so only in their own right, where the record says so. */
function isApart(endorsement: Line, approval: Line, sodReduced: boolean): boolean {
  const both = acting(approval).filter((id) => acting(endorsement).includes(id));
  const isOne = acting(approval).length === 1 && acting(endorsement).length === 1;
  return both.length === 0 || (sodReduced && isOne);
}

/** The endorsement of the text as it was submitted last, by an IT manager and not the proposer's doing. */
function endorsementBefore(lines: readonly Line[], proposer: string): Line | undefined {
  const submitted = lines.findLastIndex(({ event }) => event === 'propose' || event === 'resubmit');
  const endorsement = lines.slice(submitted + 1).findLast(({ event }) => event === 'endorse');
  if (endorsement?.role !== 'itManager') return undefined;
  return acting(endorsement).includes(proposer) ? undefined : endorsement;
}
