import type { Acceptance } from '../domain/acceptance.ts';
import { whoseDoing } from '../domain/acting.ts';
import type { Ports } from './ports.ts';

/** The names of all who had a part in these acceptances, and of others, by object id, as last seen. */
export async function namesOf(
  { store }: Ports,
  acceptances: readonly Acceptance[],
  others: readonly string[] = [],
): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(await store.names([...acceptances.flatMap(peopleIn), ...others]));
}

/** Everybody who had a part in an acceptance, by object id; whoever lent a right for it, too. */
export function peopleIn(acceptance: Acceptance): readonly string[] {
  const { proposerId, reviewerId, approverId, riskOwnerId } = acceptance;
  const { proposerRoleFrom, reviewerRoleFrom, approverRoleFrom } = acceptance;
  return [
    ...whoseDoing(proposerId, proposerRoleFrom),
    ...(reviewerId === null ? [] : whoseDoing(reviewerId, reviewerRoleFrom)),
    ...(approverId === null ? [] : whoseDoing(approverId, approverRoleFrom)),
    ...(riskOwnerId === null ? [] : [riskOwnerId]),
  ];
}
