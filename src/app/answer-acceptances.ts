import { type Acceptance, inForce } from '../domain/acceptance.ts';
import { endOfDay, plusDays, startOfDay } from '../domain/calendar.ts';
import { resolvePeriod } from '../domain/period.ts';
import type { PeriodWords, Question } from '../domain/question.ts';
import { calendarSpan, type Unit } from '../domain/span.ts';
import { namesOf } from './answer-names.ts';
import type { AcceptancesAnswer, NoAnswer } from './answers.ts';
import type { Ports } from './ports.ts';

/** What was accepted on the days of a period, in the tenant's zone; the newest decision first. */
export async function acceptedIn(
  ports: Ports,
  words: PeriodWords,
  today: string,
): Promise<AcceptancesAnswer | NoAnswer> {
  // Decisions are dated by our own clock: the newest day is today, however old the score.
  const resolved = resolvePeriod(words, { today, newest: today });
  if (!resolved.ok) return { is: 'badPeriod', why: resolved.why, words: resolved.words, today };
  const { period } = resolved;
  const { store, policy } = ports;
  const zone = policy.timeZone;
  const [decidedFrom, decidedTo] = [startOfDay(period.from, zone), endOfDay(period.to, zone)];
  const items = byDate(await store.list({ decidedFrom, decidedTo }), 'decidedAt')
    .map(({ one }) => one)
    .toReversed();
  return listed(ports, { is: 'accepted', period, days: undefined, items, today });
}

/** What is in force with its review date behind us, the longest overdue first. */
export const overdue = (ports: Ports, today: string): Promise<AcceptancesAnswer> =>
  dueBy(ports, { is: 'overdue', days: undefined, until: plusDays(today, -1), today });

/** What is in force with its review date in the time that is asked for. */
export function expiring(
  ports: Ports,
  asked: Extract<Question, { readonly ask: 'expiring' }>,
  today: string,
): Promise<AcceptancesAnswer> {
  if ('next' in asked) return expiringIn(ports, asked.next, today);
  return 'current' in asked
    ? expiringBy(ports, asked.current, today)
    : expiringWithin(ports, asked.days, today);
}

/** More than any acceptance lasts. */
const MOST_DAYS = 400;

/** What is in force with its review date in so many days at the latest, what is overdue first. */
const expiringWithin = (ports: Ports, days: number, today: string): Promise<AcceptancesAnswer> =>
  dueBy(ports, { is: 'expiring', days, until: plusDays(today, Math.min(days, MOST_DAYS)), today });

/** What is in force with its review date in the calendar's next week, month, quarter or year. */
async function expiringIn(ports: Ports, next: Unit, today: string): Promise<AcceptancesAnswer> {
  const period = calendarSpan(next, 1, today);
  const items = (await inForceBy(ports, period.to))
    .filter(({ date }) => date >= period.from)
    .map(({ one }) => one);
  return listed(ports, { is: 'expiring', days: undefined, period, items, today });
}

/** What is in force with its review date by the end of the calendar's present month, quarter or year; what is overdue first. */
async function expiringBy(ports: Ports, current: Unit, today: string): Promise<AcceptancesAnswer> {
  const { to } = calendarSpan(current, 0, today);
  const period = { from: today, to, name: `this ${current}` };
  const items = (await inForceBy(ports, to)).map(({ one }) => one);
  return listed(ports, { is: 'expiring', days: undefined, period, items, today });
}

interface Due extends Pick<AcceptancesAnswer, 'is' | 'days' | 'today'> {
  readonly until: string;
}

async function dueBy(ports: Ports, { until, ...what }: Due): Promise<AcceptancesAnswer> {
  const items = (await inForceBy(ports, until)).map(({ one }) => one);
  return listed(ports, { ...what, period: undefined, items });
}

const inForceBy = async ({ store }: Ports, until: string): Promise<readonly Dated[]> =>
  byDate(await store.list({ states: inForce, reviewUntil: until }), 'reviewOn');

interface Dated {
  readonly one: Acceptance;
  readonly date: string;
}

/** Those that have such a date, the oldest first. */
const byDate = (
  acceptances: readonly Acceptance[],
  field: 'decidedAt' | 'reviewOn',
): readonly Dated[] =>
  acceptances
    .map((one) => ({ one, date: one[field] }))
    .filter((dated): dated is Dated => dated.date !== null)
    .toSorted((one, other) => one.date.localeCompare(other.date));

const listed = async (
  ports: Ports,
  what: Omit<AcceptancesAnswer, 'names'>,
): Promise<AcceptancesAnswer> => ({ ...what, names: await namesOf(ports, what.items) });
