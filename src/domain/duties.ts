import { holdsItself, type Person } from './person.ts';
import type { Policy } from './policy.ts';

/** Who holds the two deciding parts now. */
export interface Holders {
  readonly itManager: readonly Person[];
  readonly ciso: readonly Person[];
}

/** Who must not decide because it is theirs: its proposer, and who proposed what it renews. */
export interface Proposing {
  readonly proposerId: string;
  readonly earlierProposerId: string | null;
}

interface Parts extends Proposing {
  readonly reviewerId: string | null;
}

/** Whether an approver who also endorsed is allowed: only with two people as the configured minimum. */
export const mayDouble = (policy: Policy): boolean => policy.minDistinctPeople === 2;

/** The IT managers who may review: never the proposer. */
export const reviewers = (
  { itManager }: Holders,
  { proposerId }: Pick<Proposing, 'proposerId'>,
): readonly Person[] => itManager.filter(({ id }) => id !== proposerId);

/** The IT managers who may decide alone on the low route: not who proposed what it renews either. */
export const lowApprovers = (holders: Holders, proposing: Proposing): readonly Person[] =>
  reviewers(holders, proposing).filter(({ id }) => id !== proposing.earlierProposerId);

/** The CISOs who may decide: never the proposer, and never the reviewer unless the minimum is two. */
export const approvers = ({ ciso }: Holders, parts: Parts, policy: Policy): readonly Person[] =>
  ciso.filter((person) => isFreeToApprove(person, parts, policy));

const isFreeToApprove = (person: Person, parts: Parts, policy: Policy): boolean =>
  person.id !== parts.proposerId &&
  person.id !== parts.earlierProposerId &&
  mayFollow(person, parts, policy);

/** Whether who endorsed does not stand in the person's way: it was another, or the same may do both in their own right. */
export const mayFollow = (
  person: Person,
  { reviewerId }: Pick<Parts, 'reviewerId'>,
  policy: Policy,
): boolean => person.id !== reviewerId || (mayDouble(policy) && holdsBoth(person));

const holdsBoth = (person: Person): boolean =>
  holdsItself(person, 'itManager') && holdsItself(person, 'ciso');

/** The IT managers after whose endorsement somebody could still approve. */
export const endorsers = (
  holders: Holders,
  proposing: Proposing,
  policy: Policy,
): readonly Person[] =>
  reviewers(holders, proposing).filter(
    ({ id }) => approvers(holders, { ...proposing, reviewerId: id }, policy).length > 0,
  );

/** The part that nobody eligible holds, so that a proposal could not be decided; undefined when all are filled. */
export function missingPart(
  holders: Holders,
  proposing: Proposing,
  route: 'low' | 'standard',
  policy: Policy,
): 'itManager' | 'ciso' | undefined {
  if (reviewers(holders, proposing).length === 0) return 'itManager';
  if (route === 'low')
    return lowApprovers(holders, proposing).length === 0 ? 'itManager' : undefined;
  if (approvers(holders, { ...proposing, reviewerId: null }, policy).length === 0) return 'ciso';
  return endorsers(holders, proposing, policy).length === 0 ? 'ciso' : undefined;
}
