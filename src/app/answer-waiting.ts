import { undecided } from '../domain/acceptance.ts';
import type { Person } from '../domain/person.ts';
import { namesOf } from './answer-names.ts';
import type { WaitingAnswer } from './answers.ts';
import { decidesOn } from './decides-on.ts';
import type { Ports } from './ports.ts';

/** The acceptances whose next step is this person's to take, oldest first. */
export async function waitingFor(ports: Ports, person: Person): Promise<WaitingAnswer> {
  const open = await ports.store.list({ states: undecided });
  const items = open.filter((one) => decidesOn(one, person, ports.policy));
  return { is: 'waiting', items, names: await namesOf(ports, items) };
}
