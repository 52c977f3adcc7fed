import type { Acceptance } from '../domain/acceptance.ts';
import { dayOf, plusBusinessDays } from '../domain/calendar.ts';
import { DEPUTY_DAYS } from '../domain/clocks.ts';
import type { Holders } from '../domain/duties.ts';
import { holds, holdsItself, type Person } from '../domain/person.ts';
import { whoseTurn } from './acceptance-view.ts';
import { clockDay, waitOf } from './clock.ts';
import type { Ports } from './ports.ts';

/**
 * The deputies who have the card of what waits, by object id: those who may decide it today, once it has waited for
 * five business days.
 */
export async function deputiesDue(
  ports: Ports,
  acceptance: Acceptance,
): Promise<readonly string[]> {
  const wait = await waitOf(ports, acceptance);
  if (!wait || clockDay(ports) < plusBusinessDays(wait.day, DEPUTY_DAYS)) return [];
  const { policy } = ports;
  return whoseTurn(acceptance, { holders: await deputyHolders(ports), policy }).map(({ id }) => id);
}

/** Who may use the deciding roles for others today, and does not hold them. */
async function deputyHolders({ store, directory, now, policy }: Ports): Promise<Holders> {
  const today = dayOf(now(), policy.timeZone);
  const standing = (await store.deputiesFrom(today)).filter(({ validFrom }) => validFrom <= today);
  const ids = [...new Set(standing.map(({ deputyId }) => deputyId))];
  const answers = await Promise.all(ids.map((id) => directory.recent(id)));
  const people = answers.flatMap((answer) => (answer.ok ? [answer.person] : []));
  const only = (role: 'itManager' | 'ciso'): readonly Person[] =>
    people.filter((one) => holds(one, role) && !holdsItself(one, role));
  return { itManager: only('itManager'), ciso: only('ciso') };
}
