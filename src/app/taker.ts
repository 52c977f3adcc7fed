import type { Acceptance } from '../domain/acceptance.ts';
import { waitOf } from './clock.ts';
import { ownsStill } from './owned-subject.ts';
import type { Ports } from './ports.ts';

/** Who took it upon themselves since it became their turn; the others are not reminded any more. */
export async function takerOf(
  ports: Pick<Ports, 'store' | 'policy'>,
  acceptance: Acceptance,
): Promise<string | undefined> {
  const [wait, owners] = await Promise.all([
    waitOf(ports, acceptance),
    ports.store.owners([acceptance.id]),
  ]);
  const owner = owners.get(acceptance.id);
  const zone = ports.policy.timeZone;
  // Whom somebody else named has not taken anything upon themselves: the others go on being reminded.
  if (!wait || owner?.byId !== owner?.personId) return undefined;
  return ownsStill(owner, { since: wait.day, zone }) ? owner.personId : undefined;
}
