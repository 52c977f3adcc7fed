import { inForce } from '../domain/acceptance.ts';
import { theSystem } from '../domain/person.ts';
import { attempt } from './act.ts';
import type { Ports, Progress } from './ports.ts';

/** Closes the acceptance whose renewal is in force; nothing where it has ended by itself. */
export async function closeRenewed(ports: Ports, acceptanceId: string): Promise<Progress> {
  const acceptance = await ports.store.find(acceptanceId);
  if (!acceptance || !inForce.includes(acceptance.state)) return 'done';
  const command = { on: 'renewed', revision: acceptance.revision } as const;
  const acted = await attempt(ports, acceptance, command, { person: theSystem });
  return acted.ok || acted.refusal === 'wrongState' ? 'done' : { again: acted.refusal };
}
