import type { Acceptance } from '../domain/acceptance.ts';
import { holds, type Person } from '../domain/person.ts';
import { whoseTurn } from './acceptance-view.ts';
import { type Assigned, assignOwner } from './assign-owner.ts';
import type { Ports } from './ports.ts';
import { situationOf } from './situation.ts';
import { takerOf } from './taker.ts';

type Why = Extract<Assigned, { readonly ok: false }>['why'];

/** `taken`: by somebody else, who decides it; `notTurn`: it waits for others, or for nobody. */
export type TakeRefusal = Why | 'unknown' | 'notTurn' | 'taken';

export type Taken =
  | { readonly ok: true; readonly acceptance: Acceptance; readonly person: Person }
  | {
      readonly ok: false;
      readonly why: TakeRefusal;
      readonly acceptance?: Acceptance;
      readonly person?: Person;
    };

/**
 * Makes whoever presses the one who decides what waits for several: only the others' reminders stop, nobody's right
 * does. Who presses, and whether it is their turn, is asked of the directory now.
 */
export async function takeIt(ports: Ports, id: string, personId: string): Promise<Taken> {
  const taken = await take(ports, id, personId);
  if (!taken.ok)
    ports.log.info('refused', { event: 'takeIt', refusal: taken.why, person: personId });
  return taken;
}

async function take(ports: Ports, id: string, personId: string): Promise<Taken> {
  const answer = await ports.directory.person(personId);
  if (!answer.ok) return { ok: false, why: answer.why };
  const { person } = answer;
  const acceptance = await ports.store.find(id);
  if (!acceptance) return { ok: false, why: 'unknown', person };
  const [situation, taker] = await Promise.all([
    situationOf(ports, acceptance),
    takerOf(ports, acceptance),
  ]);
  const turn = whoseTurn(acceptance, situation).map((one) => one.id);
  const role = acceptance.state === 'InReview' ? 'itManager' : 'ciso';
  if (!turn.includes(person.id) || !holds(person, role))
    return { ok: false, why: 'notTurn', acceptance, person };
  if (taker !== undefined && taker !== person.id && turn.includes(taker))
    return { ok: false, why: 'taken', acceptance, person };
  const pressedBy = person.id;
  const assigned = await assignOwner(ports, { subject: id, ownerId: person.id, pressedBy });
  return assigned.ok
    ? { ok: true, acceptance, person }
    : { ok: false, why: assigned.why, acceptance, person };
}
