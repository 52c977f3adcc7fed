import { randomUUID } from 'node:crypto';
import { orSilent } from '../app/directory-silent.ts';
import { type DeputyForm, deputyFormCard, type Moment } from '../cards/deputy-card.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import { type DeputyDays, type DeputyRole } from '../domain/deputy.ts';
import { holds, holdsItself, type Person, roleNames } from '../domain/person.ts';
import { directoryDown, type Turn } from './turn.ts';

/** What is asked so far: who, in which role and when. */
export interface DeputyAsked extends DeputyDays {
  readonly role: DeputyRole;
  readonly deputyId: string;
  readonly reason: string;
}

interface Given {
  readonly id?: string;
  readonly principalId?: string;
  readonly complaint?: { readonly field: 'form' | 'reason'; readonly complaint: string };
}

type Form = { readonly card: AdaptiveCard } | { readonly notice: string };

/** The card that asks back for a deputy, with everybody by full name and UPN; or why there is none. */
export async function deputyForm(turn: Turn, asked: DeputyAsked, given: Given = {}): Promise<Form> {
  const deputy = await deputyBy(turn, asked.deputyId);
  if ('notice' in deputy) return deputy;
  const holders = await orSilent(principalsFor(turn, asked.role));
  if (holders === 'silent') return { notice: directoryDown };
  if ('notice' in holders) return holders;
  const isOwn = deputy.id === turn.person.id && holdsItself(turn.person, asked.role);
  const [first, ...others] = holders.principals.filter((one) => one.id !== deputy.id);
  if (!first || isOwn) return { notice: 'Nobody can be their own deputy: name somebody else.' };
  return {
    card: deputyFormCard(formOf(turn, asked, { deputy, principals: [first, ...others], given })),
  };
}

interface People {
  readonly deputy: Person;
  readonly principals: readonly [Person, ...Person[]];
  readonly given: Given;
}

/** Where somebody may choose for whom, it is for themselves unless they say otherwise. */
function formOf(turn: Turn, asked: DeputyAsked, { deputy, principals, given }: People): DeputyForm {
  const { id = randomUUID(), complaint } = given;
  const usual = principals.find((one) => one.id === turn.person.id)?.id ?? '';
  const principalId = given.principalId ?? usual;
  return {
    ...asked,
    ...momentOf(turn),
    id,
    deputy,
    principals,
    principalId,
    ...(complaint ? { complaint } : {}),
  };
}

async function deputyBy(
  { ports }: Turn,
  id: string,
): Promise<Person | { readonly notice: string }> {
  const answer = await ports.directory.recent(id);
  if (!answer.ok) return { notice: answer.why === 'stranger' ? unknownPerson : directoryDown };
  const { person, barred } = answer;
  return barred
    ? { notice: `${person.name} is disabled or a guest, and cannot be a deputy.` }
    : person;
}

/** The instant of what is said, and the tenant's zone. */
export const momentOf = ({ ports }: Turn): Moment => ({
  at: ports.now().toISOString(),
  zone: ports.policy.timeZone,
});

/** Said where the directory does not know them, or no more. */
export const unknownPerson = 'The directory does not know this person: name somebody else.';

type Principals = { readonly principals: readonly Person[] } | { readonly notice: string };

/** For whom somebody may name a deputy: for themselves, and a CISO for everybody who holds the role. */
async function principalsFor({ ports, person }: Turn, role: DeputyRole): Promise<Principals> {
  if (holdsItself(person, 'ciso')) {
    const principals = await ports.directory.holders(role);
    return principals.length > 0
      ? { principals }
      : { notice: `Nobody holds the role ${roleNames[role]}: there is nobody to stand in for.` };
  }
  if (holdsItself(person, role)) return { principals: [person] };
  return {
    notice: holds(person, role)
      ? `You are a deputy yourself, and a deputy cannot have a deputy: ask whoever is ${roleNames[role]}.`
      : `You are no ${roleNames[role]}: a deputy is named by whoever holds the role, or by a CISO.`,
  };
}
