import { dayOf } from '../domain/calendar.ts';
import {
  type Appointment,
  appointmentComplaint,
  type Deputy,
  type DeputyDays,
  type DeputyRole,
  mayAppoint,
} from '../domain/deputy.ts';
import type { Person } from '../domain/person.ts';
import { tidy } from '../domain/text.ts';
import { type Deputed, type DeputyRefusal, loggedDeputy, rightTo } from './deputed.ts';
import type { DirectoryAnswer } from './people-ports.ts';
import type { Ports } from './ports.ts';

/** A deputy that somebody asks for. Everything in it is a claim. */
export interface AskedDeputy extends DeputyDays {
  /** Made when the card was: a second delivery finds what the first became. */
  readonly id: string;
  readonly role: DeputyRole;
  readonly principalId: string;
  readonly deputyId: string;
  readonly reason: string;
}

/** Names a deputy, on record. Everybody in it, and whether whoever presses may, is asked of the directory now. */
export async function nameDeputy(
  ports: Ports,
  asked: AskedDeputy,
  pressedBy: string,
): Promise<Deputed> {
  const done = await tryToName(ports, asked, pressedBy);
  return loggedDeputy(ports, 'deputyNamed', pressedBy, done);
}

async function tryToName(ports: Ports, asked: AskedDeputy, pressedBy: string): Promise<Deputed> {
  const { directory, store, now, policy } = ports;
  const [by, principal, deputy] = await Promise.all([
    directory.person(pressedBy),
    directory.person(asked.principalId),
    directory.person(asked.deputyId),
  ]);
  if (!by.ok) return { ok: false, why: by.why };
  if (!principal.ok || !deputy.ok) return { ok: false, why: whyOf([principal, deputy]) };
  if (by.barred || !mayAppoint(by.person, principal.person.id)) return { ok: false, why: 'notYou' };
  const before = await store.deputy(asked.id);
  if (before) return sentBefore(before, asked, by.person);
  const appointment = { ...appointmentOf(asked, principal, deputy), byId: by.person.id };
  const today = dayOf(now(), policy.timeZone);
  const known = await store.deputiesFrom(today);
  const wrong = appointmentComplaint(appointment, known, today);
  if (wrong) {
    // What stands in the way may be the same press, delivered at the same moment.
    const made = known.find(({ id }) => id === asked.id);
    return made ? sentBefore(made, asked, by.person) : { ok: false, why: 'invalid', ...wrong };
  }
  await store.savePeople([by.person, principal.person, deputy.person]);
  return keepNamed(ports, appointment, { id: asked.id, by: by.person });
}

type Known = Extract<DirectoryAnswer, { readonly ok: true }>;

function appointmentOf(
  asked: AskedDeputy,
  principal: Known,
  deputy: Known,
): Omit<Appointment, 'byId'> {
  const { role, validFrom, validTo, reason } = asked;
  return {
    ...{ role, validFrom, validTo, reason: tidy(reason) },
    principal: principal.person,
    deputy: deputy.person,
    principalBarred: principal.barred ?? false,
    deputyBarred: deputy.barred ?? false,
  };
}

const whyOf = (answers: readonly DirectoryAnswer[]): DeputyRefusal['why'] =>
  answers.some((answer) => !answer.ok && answer.why === 'unreachable') ? 'unreachable' : 'unknown';

/** What the same press became when it was delivered before. */
function sentBefore(before: Deputy, asked: AskedDeputy, { id }: Person): Deputed {
  const isThat =
    before.byId === id &&
    (['role', 'principalId', 'deputyId', 'validFrom', 'validTo'] as const).every(
      (field) => before[field].toLowerCase() === asked[field].toLowerCase(),
    );
  return isThat ? { ok: true, deputy: before, line: undefined } : used;
}

const used: Deputed = {
  ok: false,
  why: 'invalid',
  field: 'form',
  complaint: 'This card has been used already: say it once more for a new one.',
};

async function keepNamed(
  { store, now, policyVersion, wake }: Ports,
  { role, principal, deputy, validFrom, validTo, reason }: Appointment,
  { id, by }: { readonly id: string; readonly by: Person },
): Promise<Deputed> {
  const named: Deputy = {
    ...{ id, role, principalId: principal.id, deputyId: deputy.id, validFrom, validTo, reason },
    byId: by.id,
    at: now().toISOString(),
    endedAt: null,
    endedById: null,
  };
  const line = await store.keepDeputy(named, {
    by,
    grant: rightTo(by, role, principal.id),
    policy: policyVersion,
    effects: [{ kind: 'announceDeputy', deputy: id, what: 'named' }],
  });
  if (!line) {
    const before = await store.deputy(id);
    return before?.byId === by.id ? { ok: true, deputy: before, line: undefined } : used;
  }
  wake();
  return { ok: true, deputy: named, line };
}
