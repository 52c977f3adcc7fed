import type { Acceptance } from '../domain/acceptance.ts';
import type { Ports } from './ports.ts';

/** The names of all who had a part in these acceptances, and of others, by object id, as last seen. */
export async function namesOf(
  { store }: Ports,
  acceptances: readonly Acceptance[],
  others: readonly string[] = [],
): Promise<Readonly<Record<string, string>>> {
  const ids = acceptances
    .flatMap((one) => [one.proposerId, one.reviewerId, one.approverId, one.riskOwnerId])
    .filter((id) => id !== null);
  return Object.fromEntries(await store.names([...ids, ...others]));
}
