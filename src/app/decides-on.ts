import type { Acceptance } from '../domain/acceptance.ts';
import { holds, type Person, type Role } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import { whoseTurn } from './acceptance-view.ts';

/** Whether it is a person's turn to decide, also by a role that they use for another. */
export function decidesOn(acceptance: Acceptance, person: Person, policy: Policy): boolean {
  const only = (role: Role): readonly Person[] => (holds(person, role) ? [person] : []);
  const holders = { itManager: only('itManager'), ciso: only('ciso') };
  return whoseTurn(acceptance, { holders, policy }).length > 0;
}
