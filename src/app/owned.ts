import type { Person } from '../domain/person.ts';
import { findSubject } from './owned-subject.ts';
import type { Ports } from './ports.ts';
import { currentWeek, reviewLines } from './review.ts';

/** Something open that a person was made the owner of: an alert, a recommendation, an acceptance. */
export interface Owned {
  /** As `Owner` names it. */
  readonly subject: string;
  readonly title: string;
  /** The day since which it is so. */
  readonly since: string;
}

/**
 * What somebody sees to: alerts that are open, and lines of this week's review, worst first; what an alert is about
 * stands under that alone.
 */
export async function ownedBy(ports: Ports, { id }: Person): Promise<readonly Owned[]> {
  const owned = await ports.store.ownedBy(id);
  if (owned.length === 0) return [];
  const alerts: Owned[] = [];
  const covered = new Set<string>();
  for (const { subject } of owned.filter((one) => one.subject.startsWith('alert:'))) {
    const found = await findSubject(ports, subject);
    if (!found?.alert) continue;
    for (const one of found.subjects) covered.add(one);
    alerts.push({ subject, title: found.title, since: found.alert.to });
  }
  const lines = await reviewLines(ports, currentWeek(ports));
  const own = lines.filter(({ subject, ownerId }) => ownerId === id && !covered.has(subject));
  const once = new Map(own.toReversed().map((one) => [one.subject, one]));
  return [
    ...alerts,
    ...[...once.values()].toReversed().map(({ subject, title, controlId, since }) => ({
      ...{ subject, since },
      title: title === '' ? controlId : title,
    })),
  ];
}
