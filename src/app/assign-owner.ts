import type { Effect } from '../domain/effect.ts';
import type { Person } from '../domain/person.ts';
import type { Owner } from './monitor-ports.ts';
import { findSubject, type OwnedSubject } from './owned-subject.ts';
import type { Ports } from './ports.ts';
import { currentWeek, linesAbout } from './review.ts';
import { actorOf } from './watch-actor.ts';

/** What was pressed. Everything in it but the presser is a claim. */
export interface Assignment {
  /** An alert, a control or an acceptance, as `Owner` names them. */
  readonly subject: string;
  readonly ownerId: string;
  /** Vouched for by Teams. */
  readonly pressedBy: string;
}

/**
 * `stranger`, `unreachable`, `notYou`: of whoever pressed. `noSubject`: there is no such thing, or it is over.
 * `unknownOwner`: the directory does not know them. `barredOwner`: disabled, or no member.
 */
export type Assigned =
  | {
      readonly ok: true;
      readonly person: Person;
      readonly owner: Person;
      readonly subject: OwnedSubject;
    }
  | {
      readonly ok: false;
      readonly why:
        'stranger' | 'unreachable' | 'notYou' | 'noSubject' | 'unknownOwner' | 'barredOwner';
    };

/**
 * Makes somebody the owner of something, on record. Who presses, and whether they may, is asked of the directory
 * now. Naming the same person again changes nothing.
 */
export async function assignOwner(ports: Ports, assignment: Assignment): Promise<Assigned> {
  const assigned = await assign(ports, assignment);
  if (!assigned.ok)
    ports.log.info('refused', {
      event: 'ownerAssigned',
      refusal: assigned.why,
      person: assignment.pressedBy,
    });
  return assigned;
}

async function assign(ports: Ports, assignment: Assignment): Promise<Assigned> {
  const actor = await actorOf(ports, assignment.pressedBy);
  if (!actor.ok) return actor;
  const subject = await findSubject(ports, assignment.subject);
  if (!subject) return { ok: false, why: 'noSubject' };
  const answer = await ports.directory.recent(assignment.ownerId);
  if (!answer.ok)
    return { ok: false, why: answer.why === 'stranger' ? 'unknownOwner' : 'unreachable' };
  if (answer.barred) return { ok: false, why: 'barredOwner' };
  const { person, grant } = actor;
  const owner = answer.person;
  const seen = await ports.store.owners(subject.subjects);
  if (!(await isOwner(ports, subject, { ownerId: owner.id, byId: person.id, seen }))) {
    await ports.store.savePeople([owner]);
    await keep(ports, { subject, owner, person, grant, seen });
  }
  return { ok: true, person, owner, subject };
}

/**
 * Whether they are the owner already, and not of something earlier that has ended since. To take what one was given is
 * something new.
 */
async function isOwner(
  ports: Ports,
  { subjects, subject }: OwnedSubject,
  {
    ownerId,
    byId,
    seen,
  }: Pick<Keeping, 'seen'> & { readonly ownerId: string; readonly byId: string },
): Promise<boolean> {
  const owners = subjects.map((one) => seen.get(one));
  if (!owners.every((owner) => owner?.personId === ownerId)) return false;
  if (byId === ownerId && !owners.every((owner) => owner?.byId === ownerId)) return false;
  const lines = await linesAbout(ports, subject);
  return lines.every((line) => line.ownerId === ownerId);
}

interface Keeping {
  readonly subject: OwnedSubject;
  readonly owner: Person;
  readonly person: Person;
  readonly grant: Person['grants'][number];
  /** Who was the owner of each subject before. */
  readonly seen: ReadonlyMap<string, Owner>;
}

async function keep(
  ports: Ports,
  { subject: { subject, subjects, alert }, owner, person, grant, seen }: Keeping,
): Promise<void> {
  const { store, now, policyVersion, wake } = ports;
  const at = now().toISOString();
  const named = { personId: owner.id, byId: person.id, at };
  const effects: readonly Effect[] = [
    ...(alert ? [{ kind: 'showAlert', alertId: alert.id } as const] : []),
    ...(isAcceptance(subject) ? [{ kind: 'show', acceptanceId: subject } as const] : []),
    { kind: 'showReview', week: currentWeek(ports) },
    ...(owner.id === person.id
      ? []
      : [{ kind: 'tellOwner', subject, personId: owner.id } as const]),
  ];
  await store.note({
    at,
    event: 'ownerAssigned',
    by: person,
    grant,
    owners: subjects.map((one) => ({ subject: one, ...named })),
    ownersSeen: seen,
    set: { subjects, ownerId: owner.id },
    policy: policyVersion,
    effects,
  });
  wake();
}

/** Controls and alerts are named with a colon. */
const isAcceptance = (subject: string): boolean => !subject.includes(':');
