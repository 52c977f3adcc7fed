import { type Grant, grantOf, type Person } from '../domain/person.ts';
import type { Ports } from './ports.ts';

/** Who may see to what is watched; or why not. `unreachable`: the directory gave no answer in time. */
export type Actor =
  | { readonly ok: true; readonly person: Person; readonly grant: Grant }
  | { readonly ok: false; readonly why: 'stranger' | 'unreachable' | 'notYou' };

/** Asks the directory now whether somebody may name owners and close a review: all roles but the auditor's. */
export async function actorOf({ directory, store }: Ports, personId: string): Promise<Actor> {
  const answer = await directory.person(personId);
  if (!answer.ok) return answer;
  const { person } = answer;
  const grant = grantOf(person, ['ciso', 'itManager', 'engineer']);
  if (!grant) return { ok: false, why: 'notYou' };
  await store.savePeople([person]);
  return { ok: true, person, grant };
}
