import { type Acceptance, inForce } from '../domain/acceptance.ts';
import { whoseTurn } from './acceptance-view.ts';
import { deputiesDue } from './deputies-due.ts';
import type { Ports } from './ports.ts';
import { situationOf } from './situation.ts';
import { isBeingSucceeded, successionView } from './succession-view.ts';
import { takerOf } from './taker.ts';

/**
 * Who is reminded of an acceptance, by object id: whoever must decide, with the deputies who have its card, or the one
 * of them who took it; the proposer who was asked something; those responsible for its review.
 */
export async function remindedOf(ports: Ports, acceptance: Acceptance): Promise<readonly string[]> {
  if (acceptance.state === 'ChangesRequested') return [acceptance.proposerId];
  if (inForce.includes(acceptance.state)) {
    const { controlId } = acceptance;
    return reviewersNow(ports, acceptance, await ports.store.list({ controlId }));
  }
  const holders = whoseTurn(acceptance, await situationOf(ports, acceptance)).map(({ id }) => id);
  const turn = [...holders, ...(await deputiesDue(ports, acceptance))];
  const taker = await takerOf(ports, acceptance);
  return taker !== undefined && turn.includes(taker) ? [taker] : turn;
}

/** Those who see to a review; nobody while a renewal waits, as there is nothing to do about it. */
export const reviewersNow = async (
  ports: Ports,
  acceptance: Acceptance,
  others: readonly Acceptance[],
): Promise<readonly string[]> =>
  isBeingSucceeded(successionView(acceptance, others)) ? [] : responsibleFor(ports, acceptance);

/** Who sees to the review of what is in force: its proposer and its risk owner; where neither holds a role, the IT managers. */
export async function responsibleFor(
  { directory }: Ports,
  { proposerId, riskOwnerId }: Acceptance,
): Promise<readonly string[]> {
  const asked = await Promise.all(
    [...new Set([proposerId, riskOwnerId ?? proposerId])].map((id) => directory.recent(id)),
  );
  const there = asked.flatMap((answer) =>
    answer.ok && answer.person.grants.some(({ role }) => role !== 'auditor')
      ? [answer.person.id]
      : [],
  );
  if (there.length > 0) return there;
  return (await directory.holders('itManager')).map(({ id }) => id);
}
