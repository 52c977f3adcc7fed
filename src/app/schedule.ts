import { dayOf, nextHour } from '../domain/calendar.ts';
import type { Effect } from '../domain/effect.ts';
import type { Ports } from './ports.ts';

/** The hour at which the day's reading is taken, in the tenant's zone. */
const READING_HOUR = 9;

/** Puts what is due today into the outbox; what is there already stays there once. */
export async function enqueueDue({ store, policy, now }: Ports): Promise<void> {
  const at = now();
  const today = dayOf(at, policy.timeZone);
  const next = nextHour(at, READING_HOUR, policy.timeZone);
  if (dayOf(next, policy.timeZone) === today) return;
  const reading: Effect = { kind: 'readControls', day: today };
  await store.armOnce([reading], at);
}

/** The next instant at which something is due: an effect that waits, or the day's reading. */
export async function nextInstant({ store, policy, now }: Ports): Promise<Date> {
  const reading = nextHour(now(), READING_HOUR, policy.timeZone);
  const due = await store.nextDue();
  return due && due < reading ? due : reading;
}
