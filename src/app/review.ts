import { dayOf, mondayOf, plusDays, weekOf } from '../domain/calendar.ts';
import { compareDays } from './comparing.ts';
import { type ReviewLine, reviewKinds, type ReviewView } from './monitor-views.ts';
import { ownsStill } from './owned-subject.ts';
import type { Ports } from './ports.ts';
import { unmanagedLines } from './review-drift.ts';
import { registerLines } from './review-acceptances.ts';
import { controlLines, type UnownedLine } from './review-controls.ts';

/** The week of today, in the tenant's zone. */
export const currentWeek = ({ policy, now }: Pick<Ports, 'policy' | 'now'>): string =>
  weekOf(dayOf(now(), policy.timeZone));

/** Under which the cards of a review are kept. */
export const reviewSubject = (week: string): string => `review:${week}`;

/** The review of a week, of this one unless another is named: computed from the record as it stands now. */
export async function reviewView(ports: Ports, week = currentWeek(ports)): Promise<ReviewView> {
  const { store, policy } = ports;
  const [lines, record, comparison, head, reading] = await Promise.all([
    reviewLines(ports, week),
    store.review(week),
    lastSevenDays(ports),
    store.head(),
    store.controlsAsOf(),
  ]);
  const names = await store.names(
    [...lines.map(({ ownerId }) => ownerId), record?.doneById].filter(
      (id) => typeof id === 'string',
    ),
  );
  const nameOf = (id: string): string => names.get(id) ?? 'somebody';
  const { doneAt = null, doneById = null } = record ?? {};
  return {
    week,
    monday: mondayOf(week),
    lines: lines.map(({ ownerId, ...line }): ReviewLine => ({
      ...line,
      owner: ownerId === undefined ? undefined : nameOf(ownerId),
    })),
    posted: record !== undefined,
    done: doneAt === null ? undefined : { by: nameOf(doneById ?? ''), at: doneAt },
    comparison,
    head,
    zone: policy.timeZone,
    asOf: reading?.asOf ?? '',
  };
}

/** A line with whoever sees to it, by object id. */
export type OwnedLine = UnownedLine & { readonly ownerId: string | undefined };

/** All lines of a week's review, worst first. An owner counts from the day on since which a line is so. */
export async function reviewLines(ports: Ports, week: string): Promise<readonly OwnedLine[]> {
  const found = await Promise.all([
    controlLines(ports),
    unmanagedLines(ports),
    registerLines(ports, week),
  ]);
  return withOwners(ports, found.flat().toSorted(worstFirst));
}

/** As `reviewLines` of this week, of one recommendation or acceptance; of anything else none. */
export async function linesAbout(ports: Ports, subject: string): Promise<readonly OwnedLine[]> {
  if (subject.startsWith('control:')) {
    const key = subject.slice('control:'.length);
    const found = [controlLines(ports, key), unmanagedLines(ports, key)];
    return withOwners(ports, (await Promise.all(found)).flat());
  }
  const one = await ports.store.find(subject);
  return one ? withOwners(ports, await registerLines(ports, currentWeek(ports), one)) : [];
}

async function withOwners(
  { store, policy }: Ports,
  lines: readonly UnownedLine[],
): Promise<readonly OwnedLine[]> {
  const owners = await store.owners(lines.map(({ subject }) => subject));
  return lines.map((line) => {
    const owner = owners.get(line.subject);
    const counts = ownsStill(owner, { since: line.since, zone: policy.timeZone });
    return { ...line, ownerId: counts ? owner.personId : undefined };
  });
}

/** By kind, then by points at risk, then by how long it has been so. */
function worstFirst(one: UnownedLine, other: UnownedLine): number {
  const rank = ({ kind }: UnownedLine): number => reviewKinds.indexOf(kind);
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  if (one.points !== other.points) return other.points - one.points;
  return `${one.since} ${one.subject}` < `${other.since} ${other.subject}` ? -1 : 1;
}

/** The newest day of the score against the one a week before. */
async function lastSevenDays(ports: Ports): Promise<ReviewView['comparison']> {
  const newest = await ports.store.dayAt(ports.now().toISOString().slice(0, 10));
  return newest && compareDays(ports, plusDays(newest.day, -7), newest.day);
}
