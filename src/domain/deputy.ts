import { daysBetween, plusDays, sayDay } from './calendar.ts';
import { type Grant, holds, holdsItself, type Person, type Role, roleNames } from './person.ts';
import { deputyshipIn } from './deputy-words.ts';
import { sayDays } from './span.ts';
import { givenComplaint } from './text.ts';

/** The roles that another may use for somebody: an auditor only reads, and whoever does may be given the role. */
export const deputyRoles = ['engineer', 'itManager', 'ciso'] as const;
export type DeputyRole = (typeof deputyRoles)[number];

/** Days in the tenant's zone, both included. */
export interface DeputyDays {
  readonly validFrom: string;
  readonly validTo: string;
}

/** Somebody who uses the role of another on some days. Never edited but for its end. */
export interface Deputy extends DeputyDays {
  readonly id: string;
  readonly role: DeputyRole;
  /** Whose role it is, in their own right. */
  readonly principalId: string;
  /** Who uses it for them. */
  readonly deputyId: string;
  readonly reason: string;
  readonly byId: string;
  readonly at: string;
  /** When somebody ended it before its last day. */
  readonly endedAt: string | null;
  readonly endedById: string | null;
}

/** A deputy that somebody asks for, with everybody as the directory knows them now. */
export interface Appointment extends DeputyDays {
  readonly role: DeputyRole;
  readonly principal: Person;
  readonly deputy: Person;
  /** Disabled, or a guest where guests count for nobody. */
  readonly deputyBarred: boolean;
  readonly principalBarred: boolean;
  readonly reason: string;
  /** Who names the deputy. */
  readonly byId: string;
}

/** The longest time for which a deputy can be named, in days. */
const MOST_DAYS = 60;

/** Whether the person may say that somebody has a deputy, or has one no more: a CISO's own right and no deputy's. */
const isCiso = (person: Person): boolean => holdsItself(person, 'ciso');

/** Whether somebody may name a deputy for a principal: the principal themselves, or a CISO. */
export const mayAppoint = (person: Person, principalId: string): boolean =>
  person.id === principalId || isCiso(person);

/** Whether somebody may end it: the principal, the deputy, or a CISO. */
export const mayEnd = (
  person: Person,
  { principalId, deputyId }: Pick<Deputy, 'principalId' | 'deputyId'>,
): boolean => person.id === deputyId || mayAppoint(person, principalId);

/** What is wrong with the days, in one sentence; undefined when nothing is. */
export function daysComplaint(
  { validFrom, validTo }: DeputyDays,
  today: string,
): string | undefined {
  if (validFrom < today)
    return `${sayDay(validFrom)} is past: a deputy begins today or on a later day.`;
  if (validTo < validFrom)
    return `The end comes before the beginning: ${sayDay(validTo)} is before ${sayDay(validFrom)}.`;
  const days = daysBetween(validFrom, validTo) + 1;
  return days > MOST_DAYS
    ? `That is ${String(days)} days: a deputy can be named for ${String(MOST_DAYS)} days at most, here until ${sayDay(plusDays(validFrom, MOST_DAYS - 1))}.`
    : undefined;
}

/** What is wrong with those whom it is about, in one sentence; undefined when nothing is. */
function peopleComplaint(asked: Appointment, known: readonly Deputy[]): string | undefined {
  const { principal, deputy, role } = asked;
  if (principal.id === deputy.id) return 'Nobody can be their own deputy: name somebody else.';
  if (asked.byId === deputy.id)
    return `Nobody gives themselves a role: ${principal.name}, or another CISO, has to name you.`;
  if (asked.principalBarred || !holdsItself(principal, role))
    return `${principal.name} is no ${roleNames[role]} in their own right: a deputy cannot have a deputy.`;
  if (asked.deputyBarred)
    return `${deputy.name} is disabled or a guest, and cannot be a deputy: name somebody else.`;
  if (holds(deputy, 'auditor'))
    return `${deputy.name} is an auditor, who reads and changes nothing: name somebody else.`;
  const other = known.find((one) => isSame(one, asked) && overlaps(one, asked));
  return (
    other &&
    `${deputy.name} is deputy for ${principal.name} as ${roleNames[role]} already, ${sayDays(other.validFrom, other.validTo)}.`
  );
}

/** Everything that is wrong with what somebody asks for, the first of it: days, people, reason. */
export const appointmentComplaint = (
  asked: Appointment,
  known: readonly Deputy[],
  today: string,
): { readonly field: 'form' | 'reason'; readonly complaint: string } | undefined => {
  const form = daysComplaint(asked, today) ?? peopleComplaint(asked, known);
  if (form !== undefined) return { field: 'form', complaint: form };
  const reason = givenComplaint(asked.reason, 'a reason');
  return reason === undefined ? undefined : { field: 'reason', complaint: reason };
};

const isSame = (one: Deputy, { principal, deputy, role }: Appointment): boolean =>
  one.role === role && one.principalId === principal.id && one.deputyId === deputy.id;

const overlaps = (one: Deputy, { validFrom, validTo }: DeputyDays): boolean =>
  one.endedAt === null && one.validFrom <= validTo && validFrom <= one.validTo;

/** What a deputy's right is called where it is used: on the trail, and with whoever acts. */
export const deputySource = ({
  validFrom,
  validTo,
  principalId,
}: DeputyDays & Pick<Deputy, 'principalId'>): string =>
  `deputy:${validFrom}:${validTo}:${principalId}`;

/**
 * The person with the roles that they may use for others on a day, behind those of their own. `principals` are as the
 * directory knows them now: who has lost the role, or never had it in their own right, lends it to nobody; and nobody
 * lends anything to an auditor.
 */
export function withDeputed(
  person: Person,
  deputed: readonly Deputy[],
  principals: ReadonlyMap<string, Person>,
): Person {
  if (holds(person, 'auditor')) return person;
  const lent = deputed.flatMap((one): readonly Grant[] => {
    const principal = principals.get(one.principalId);
    return principal && holdsItself(principal, one.role) && !holds(person, one.role)
      ? [{ role: one.role, from: deputySource(one) }]
      : [];
  });
  return lent.length === 0 ? person : { ...person, grants: [...person.grants, ...lent] };
}

/**
 * The person with the rights that they may use on a day. What somebody lent them ends with its last day, also where it
 * was asked for a moment before.
 */
export function withRightsOn(person: Person, day: string): Person {
  const grants = person.grants.filter(({ from }) => {
    const lent = deputyshipIn(from);
    return !lent || (lent.from <= day && day <= lent.to);
  });
  return grants.length === person.grants.length ? person : { ...person, grants };
}

/** Whether a role is one that another may use. */
export const isDeputyRole = (role: Role): role is DeputyRole => role !== 'auditor';
