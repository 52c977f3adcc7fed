import { dayOf, nextHour } from '../domain/calendar.ts';
import type { Effect } from '../domain/effect.ts';
import type { Ports } from './ports.ts';

/** The hour at which the day's reading is taken, in the tenant's zone. */
const READING_HOUR = 9;

/** Puts what is due today into the outbox; what is there already stays there once. */
export async function enqueueDue(ports: Ports): Promise<void> {
  const { store, policy } = ports;
  const at = ports.now();
  const today = dayOf(at, policy.timeZone);
  if (dayOf(nextReading(ports), policy.timeZone) === today) return;
  const reading: Effect = { kind: 'readControls', day: today };
  await store.armOnce([reading], at);
}

/** The next instant at which something is due: an effect that waits, or the day's reading. */
export async function nextInstant(ports: Ports): Promise<Date> {
  const reading = nextReading(ports);
  const due = await ports.store.nextDue();
  return due && due < reading ? due : reading;
}

/** When the next day's reading is due: always still to come. */
export const nextReading = ({ policy, now }: Pick<Ports, 'policy' | 'now'>): Date =>
  nextHour(now(), READING_HOUR, policy.timeZone);
