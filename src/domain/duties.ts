import { holds, type Person } from './person.ts';
import type { Policy } from './policy.ts';

/** Who holds the two deciding parts now. */
export interface Holders {
  readonly itManager: readonly Person[];
  readonly ciso: readonly Person[];
}

interface Parts {
  readonly proposerId: string;
  readonly reviewerId: string | null;
}

/** Whether an approver who also endorsed is allowed: only with two people as the configured minimum. */
export const mayDouble = (policy: Policy): boolean => policy.minDistinctPeople === 2;

/** The IT managers who may review: never the proposer. */
export const reviewers = ({ itManager }: Holders, { proposerId }: Parts): readonly Person[] =>
  itManager.filter(({ id }) => id !== proposerId);

/** The CISOs who may decide: never the proposer, and never the reviewer unless the minimum is two. */
export const approvers = ({ ciso }: Holders, parts: Parts, policy: Policy): readonly Person[] =>
  ciso.filter((person) => isFreeToApprove(person, parts, policy));

const isFreeToApprove = (person: Person, parts: Parts, policy: Policy): boolean =>
  person.id !== parts.proposerId && mayFollow(person, parts, policy);

/** Whether who endorsed does not stand in the person's way: it was another, or the same may do both. */
export const mayFollow = (
  person: Person,
  { reviewerId }: Pick<Parts, 'reviewerId'>,
  policy: Policy,
): boolean => person.id !== reviewerId || (mayDouble(policy) && holds(person, 'itManager'));

/** The IT managers after whose endorsement somebody could still approve. */
export const endorsers = (
  holders: Holders,
  proposerId: string,
  policy: Policy,
): readonly Person[] =>
  reviewers(holders, { proposerId, reviewerId: null }).filter(
    ({ id }) => approvers(holders, { proposerId, reviewerId: id }, policy).length > 0,
  );

/** The part that nobody eligible holds, so that a proposal could not be decided; undefined when all are filled. */
export function missingPart(
  holders: Holders,
  proposerId: string,
  route: 'low' | 'standard',
  policy: Policy,
): 'itManager' | 'ciso' | undefined {
  if (reviewers(holders, { proposerId, reviewerId: null }).length === 0) return 'itManager';
  if (route === 'low') return undefined;
  if (approvers(holders, { proposerId, reviewerId: null }, policy).length === 0) return 'ciso';
  return endorsers(holders, proposerId, policy).length === 0 ? 'ciso' : undefined;
}
