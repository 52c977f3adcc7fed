import type { Deputy, DeputyRole } from '../domain/deputy.ts';
import { type Grant, grantOf, inOwnRight, type Person } from '../domain/person.ts';
import type { Line } from '../domain/trail.ts';
import type { Ports } from './ports.ts';

/** Why a deputy was not named or ended. `unknown`: there is no such person, or no such deputy. */
export interface DeputyRefusal {
  readonly ok: false;
  readonly why: 'stranger' | 'unreachable' | 'notYou' | 'unknown';
}

/** `line`: absent where the same press was delivered before. */
export type Deputed =
  | { readonly ok: true; readonly deputy: Deputy; readonly line: Line | undefined }
  | DeputyRefusal
  | {
      readonly ok: false;
      readonly why: 'invalid';
      readonly field: 'form' | 'reason';
      readonly complaint: string;
    };

/** The right by which it is done: the principal's own, else a CISO's; a deputy who gives theirs back uses none. */
export const rightTo = (by: Person, role: DeputyRole, principalId: string): Grant | undefined =>
  grantOf(inOwnRight(by), by.id === principalId ? [role, 'ciso'] : ['ciso']);

/** Logs a refusal, as for every other step. */
export function loggedDeputy(
  { log }: Pick<Ports, 'log'>,
  event: string,
  person: string,
  done: Deputed,
): Deputed {
  if (!done.ok) log.info('refused', { event, refusal: done.why, person });
  return done;
}
