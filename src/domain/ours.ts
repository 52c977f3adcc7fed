import type { Acceptance } from './acceptance.ts';
import { agrees, wantedStates } from './control.ts';
import type { StatusUpdate } from './history.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Our clock and Microsoft's need not agree. */
const SKEW_MS = HOUR_MS;
/** How long after an acceptance ended a To address still comes of it, whatever its comment says. */
const AFTERMATH_MS = 7 * DAY_MS;

/**
 * The acceptance by which a status came to be: it held the control then and asks for that status, or it had ended
 * and nothing holds the control any more. One that the comment names comes first, then the latest decision.
 * A comment alone proves nothing: whoever sets a status may write there what they like.
 */
export function acceptanceBehind(
  update: StatusUpdate,
  acceptances: readonly Acceptance[],
): Acceptance | undefined {
  const decided = acceptances
    .filter(({ scope, decidedAt }) => scope === 'tenant' && decidedAt !== null)
    .toSorted((one, other) => timeOf(other.decidedAt) - timeOf(one.decidedAt));
  const names = idsIn(update.comment);
  const named = decided.filter(({ id }) => names.has(id));
  const toAddress = agrees(update.state, wantedStates(undefined));
  const asksFor = (one: Acceptance): boolean =>
    toAddress
      ? endedBefore(one, update) && !decided.some((other) => other !== one && heldAt(other, update))
      : heldAt(one, update) && agrees(update.state, wantedStates(one));
  return named.find(asksFor) ?? decided.find(asksFor);
}

/** The ids of acceptances that a comment in Secure Score names. */
export const idsIn = (comment: string): ReadonlySet<string> =>
  new Set((comment.match(/\bRA-\d+-\d+\b/gi) ?? []).map((id) => id.toUpperCase()));

/** Whether a decision held the control when the status was set. */
const heldAt = ({ decidedAt, endedAt }: Acceptance, { at }: StatusUpdate): boolean =>
  timeOf(decidedAt) - SKEW_MS <= timeOf(at) && (endedAt === null || timeOf(at) <= timeOf(endedAt));

function endedBefore({ endedAt }: Acceptance, { at }: StatusUpdate): boolean {
  const after = timeOf(at) - timeOf(endedAt);
  return after >= -SKEW_MS && after <= AFTERMATH_MS;
}

/** Instants are compared as such, whatever their decimals; what has not happened is at no time. */
const timeOf = (at: string | null): number => Date.parse(at ?? '');
