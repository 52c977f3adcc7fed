import { plusDays, plusMonths, sayDay } from './calendar.ts';
import { readSpan } from './date-words.ts';
import type { Period, PeriodAnswer, PeriodWords } from './question.ts';
import { calendarSpan, sayDays, type Span } from './span.ts';

/** What today is in the tenant's zone, and the newest day of data, `yyyy-mm-dd`. */
export interface Now {
  readonly today: string;
  readonly newest: string;
}

const MOST_YEARS = 10;
const MOST_DAYS = 3_650;

/** The days that a period's words mean, up to the newest data; never throws. */
export function resolvePeriod(words: PeriodWords, now: Now): PeriodAnswer {
  switch (words.kind) {
    case 'today':
      return { ok: true, period: todaysData(now) };
    case 'yesterday':
      return { ok: true, period: { ...one(plusDays(now.today, -1)), name: 'yesterday' } };
    case 'this':
    case 'last':
      return { ok: true, period: ofUnit(words, now) };
    case 'days':
      return answered(lastDays(words.count, now), `last ${String(words.count)} days`);
    case 'on':
      return answered(on(words.words, now), words.words);
    case 'since':
      return answered(since(words.words, now), `since ${words.words}`);
    case 'between':
      return answered(between(words, now), `${words.from} to ${words.to}`);
  }
}

/** `unread`: the words are no time; `impossible`: it ends before it begins, or lasts too long. */
type Resolved = Period | 'future' | 'impossible' | 'unread';

function answered(period: Resolved, words: string): PeriodAnswer {
  if (typeof period === 'string') return { ok: false, why: period, words };
  const isTooLong = period.from < plusMonths(period.to, -12 * MOST_YEARS);
  return isTooLong ? { ok: false, why: 'impossible', words } : { ok: true, period };
}

const one = (day: string): { readonly from: string; readonly to: string } => ({
  from: day,
  to: day,
});

function todaysData({ today, newest }: Now): Period {
  if (newest >= today) return { ...one(today), name: 'today' };
  return { ...one(newest), name: `${sayDay(newest)} (no newer data yet)` };
}

function lastDays(count: number, { newest }: Now): Resolved {
  if (!Number.isInteger(count) || count < 1 || count > MOST_DAYS) return 'impossible';
  const name = count === 1 ? 'last 24 hours' : `last ${sayCount(count)}`;
  return { from: plusDays(newest, 1 - count), to: newest, name };
}

const sayCount = (days: number): string =>
  days % 365 === 0 && days > 365 ? `${String(days / 365)} years` : `${String(days)} days`;

type OfUnit = Extract<PeriodWords, { readonly kind: 'this' | 'last' }>;

/** Weeks are seven days up to the newest data: what is new on a Monday is not hidden by the calendar. */
function ofUnit({ kind, unit }: OfUnit, now: Now): Period {
  if (unit === 'week') {
    const to = kind === 'this' ? now.newest : plusDays(now.newest, -7);
    return { from: plusDays(to, -6), to, name: `${kind} week` };
  }
  const span = calendarSpan(unit, kind === 'this' ? 0 : -1, now.today);
  return { ...span, to: upToNow(span, now), name: kind === 'this' ? `this ${unit}` : span.name };
}

/** A span that is not over ends with the newest data; where they are older than the span, today. */
function upToNow({ from, to }: Pick<Span, 'from' | 'to'>, { today, newest }: Now): string {
  if (to < today) return to;
  if (newest < from) return today;
  return newest < to ? newest : to;
}

function on(words: string, now: Now): Resolved {
  const span = readSpan(words, now.today);
  if (!span) return 'unread';
  return span.from > now.today ? 'future' : { ...span, to: upToNow(span, now) };
}

function since(words: string, { today, newest }: Now): Resolved {
  const span = readSpan(words, today);
  if (!span) return 'unread';
  const { from } = span;
  if (from > today) return 'future';
  return { from, to: newest < from ? today : newest, name: `since ${sayDay(from)}` };
}

type Ends = Pick<Extract<PeriodWords, { readonly kind: 'between' }>, 'from' | 'to'>;

function between(words: Ends, now: Now): Resolved {
  const { from, to } = inFull(words);
  const [last, seenNow] = [readSpan(to, now.today), readSpan(from, now.today)];
  // "Friday to Monday", "December to January": the one before the other.
  const first = last && seenNow && seenNow.from > last.to ? readSpan(from, last.to) : seenNow;
  if (!first || !last) return 'unread';
  if (first.from > now.today || last.from > now.today) return 'future';
  if (first.from > last.to) return 'impossible';
  const end = upToNow({ from: first.from, to: last.to }, now);
  return { from: first.from, to: end, name: sayDays(first.from, end) };
}

const bareDay = /^(?:the )?\d{1,2}(?:st|nd|rd|th)?$/;
const dayNumber = /\b\d{1,2}(?:st|nd|rd|th)?\b/;

/** "3 to 9 November": the month stands once, and is meant twice. */
function inFull({ from, to }: Ends): Ends {
  if (bareDay.test(from)) return { from: to.replace(dayNumber, from), to };
  return { from, to: bareDay.test(to) ? from.replace(dayNumber, to) : to };
}
