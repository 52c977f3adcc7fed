import { dayOf, endOfDay, mondayOf, nextHour, plusDays, weekOf } from '../domain/calendar.ts';
import type { Ports } from './ports.ts';

/** The hour at which the day's snapshot is taken, in the tenant's zone. */
const READING_HOUR = 9;
/** How long Monday's review waits for data before it says so. */
const REVIEW_PATIENCE_MS = 12 * 3_600_000;

/** Puts what is due today into the outbox; what is there already stays there once. */
export async function enqueueDue(ports: Ports): Promise<void> {
  const { store, policy } = ports;
  const at = ports.now();
  const today = dayOf(at, policy.timeZone);
  if (at < readingOn(today, policy.timeZone)) return;
  // Before the snapshot, which may be taken by another hand as soon as it is asked for.
  if (today === mondayOf(today)) await expectReview(ports, today, at);
  await store.armOnce([{ kind: 'takeSnapshot', day: today }], at);
}

async function expectReview(ports: Ports, monday: string, at: Date): Promise<void> {
  if (!(await isWatchedBefore(ports, monday))) return;
  const due = new Date(at.getTime() + REVIEW_PATIENCE_MS);
  await ports.store.armOnce([{ kind: 'lateReview', week: weekOf(monday) }], due);
}

/** A week before which nobody watched has no review, and so none that could be late. */
export async function isWatchedBefore(
  { store }: Pick<Ports, 'store'>,
  monday: string,
): Promise<boolean> {
  const since = await store.watchedSince();
  return since !== undefined && since < monday;
}

/** The next instant at which something is due: an effect that waits, or the day's snapshot. */
export async function nextInstant(ports: Ports): Promise<Date> {
  const reading = nextReading(ports);
  const due = await ports.store.nextDue();
  return due && due < reading ? due : reading;
}

/** When the next day's snapshot is due: always still to come. */
export const nextReading = ({ policy, now }: Pick<Ports, 'policy' | 'now'>): Date =>
  nextHour(now(), READING_HOUR, policy.timeZone);

/** When the snapshot of a day is due. */
export const readingOn = (day: string, zone: string): Date =>
  nextHour(new Date(endOfDay(plusDays(day, -1), zone)), READING_HOUR, zone);
