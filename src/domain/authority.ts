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
  if (!approval || approval.by === proposer) return undefined;
  if (approval.role === 'itManager') return route === 'low' ? approval : undefined;
  const endorser = endorserBefore(lines.slice(0, at));
  const apart = endorser !== approval.by || sodReduced;
  return approval.role === 'ciso' && endorser !== proposer && apart ? approval : undefined;
}

/** Who endorsed the text as it was submitted last; where nobody did, the proposer stands for nobody. */
function endorserBefore(lines: readonly Line[]): string | undefined {
  const submitted = lines.findLastIndex(({ event }) => event === 'propose' || event === 'resubmit');
  const endorsement = lines.slice(submitted + 1).findLast(({ event }) => event === 'endorse');
  return endorsement?.role === 'itManager' ? endorsement.by : lines[0]?.by;
}
