import { DateTime } from 'luxon';
import { daysBetween, isDay, mondayOf, plusDays, plusMonths } from './calendar.ts';
import { readDay } from './read-day.ts';
import { calendarSpan, daySpan, type Span, type Unit } from './span.ts';

export const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** Much longer than any date. */
const LONGEST = 60;

/**
 * The days that somebody's words mean, seen from a day: `1 november`, `q3`, `two weeks ago`; undefined where the
 * calendar has none such. A weekday, a month or a day of the month is the last one there was.
 */
export function readSpan(words: string, today: string): Span | undefined {
  if (words.length > LONGEST) return undefined;
  const text = plain(words);
  for (const [form, read] of forms) {
    const found = form.exec(text);
    if (found) return read(found.slice(1).map(orEmpty), today);
  }
  const day = readDay(text, today);
  return day === undefined ? undefined : daySpan(day);
}

const orEmpty = (part: string | undefined): string => part ?? '';

type Reader = (parts: readonly string[], today: string) => Span | undefined;

const anyMonth = months.join('|');
const anyWeekday = weekdays.join('|');
const anyUnit = 'week|month|quarter|year';

/** What the library does not read, or not as it is meant here; the first form that fits. */
const forms: readonly (readonly [RegExp, Reader])[] = [
  [/^(?:beginning|start|early|first day)(?: of)? (.+)$/, partOf(({ from }) => from)],
  [/^(?:middle|mid)(?: of)? (.+)$/, partOf(middle)],
  [/^(?:end|last day)(?: of)? (.+)$/, partOf(({ to }) => to)],
  [new RegExp(`^(?:(this|last|previous|next) )?(${anyUnit})(?: (before last))?$`), unit],
  [/^(?:q|quarter )([1-4])(?: (\d{4}))?$/, quarter],
  [/^(\d{4})$/, ([year = '']) => calendarSpan('year', 0, `${year}-01-01`)],
  [new RegExp(`^(?:(last|next) )?(${anyMonth})(?: (\\d{4}))?$`), month],
  [/^week (\d{1,2})(?: (\d{4}))?$/, week],
  [/^(\d{1,2})(?:st|nd|rd|th)$/, dayOfMonth],
  [new RegExp(`^(?:(this|last) )?(${anyWeekday})(?: (?:of )?(last) week)?$`), weekday],
  [/^(.+) (last|this) year$/, ofYear],
];

function partOf(part: (span: Span) => string): Reader {
  return ([words = ''], today) => {
    const span = readSpan(words, today);
    return span && daySpan(part(span));
  };
}

function middle({ from, to }: Span): string {
  return plusDays(from, Math.floor(daysBetween(from, to) / 2));
}

function unit([which = '', name, beforeLast]: readonly string[], today: string): Span {
  const ago = beforeLast ? 2 : which === 'last' || which === 'previous' ? 1 : 0;
  return calendarSpan(name as Unit, which === 'next' ? 1 : -ago, today);
}

function quarter([number, year = '']: readonly string[], today: string): Span {
  const first = `-${String(Number(number) * 3 - 2).padStart(2, '0')}-01`;
  const thisOne = (year || today.slice(0, 4)) + first;
  const isBegun = year !== '' || thisOne <= today;
  return calendarSpan('quarter', 0, isBegun ? thisOne : plusMonths(thisOne, -12));
}

function month([which = '', name, year = '']: readonly string[], today: string): Span {
  const number = String(months.indexOf(name as 'may') + 1).padStart(2, '0');
  const first = `${year || today.slice(0, 4)}-${number}-01`;
  return calendarSpan('month', 0, year === '' ? meantYear(which, first, today) : first);
}

/** A month without a year is the last one that has begun; "last October" is over as well. */
function meantYear(which: string, first: string, today: string): string {
  if (which === 'next') return plusMonths(first, first > today ? 0 : 12);
  const latest = which === 'last' ? plusMonths(today, -1) : today;
  return plusMonths(first, first > latest ? -12 : 0);
}

/** A week by its number in ISO 8601; without a year the last one that has begun. */
function week([number, year = '']: readonly string[], today: string): Span | undefined {
  const { weekYear, weekNumber } = DateTime.fromISO(today, { zone: 'utc' });
  const latest = Number(number) > weekNumber ? weekYear - 1 : weekYear;
  const found = DateTime.fromObject(
    { weekYear: Number(year || latest), weekNumber: Number(number) },
    { zone: 'utc' },
  );
  return found.isValid ? calendarSpan('week', 0, found.toISODate()) : undefined;
}

function dayOfMonth([number = '']: readonly string[], today: string): Span | undefined {
  const found = [0, -1, -2]
    .map((ago) => `${plusMonths(today, ago).slice(0, 7)}-${number.padStart(2, '0')}`)
    .find((one) => isDay(one) && one <= today);
  return found === undefined ? undefined : daySpan(found);
}

function weekday([which, name, ofLastWeek]: readonly string[], today: string): Span {
  const [monday, at] = [mondayOf(today), weekdays.indexOf(name as 'monday')];
  const inWeek = plusDays(monday, at);
  // On a Monday, "last Monday" is not this one.
  const isAhead = inWeek > today || (which === 'last' && inWeek === today);
  return daySpan(isAhead || ofLastWeek ? plusDays(inWeek, -7) : inWeek);
}

/** "October last year". */
function ofYear([words = '', which]: readonly string[], today: string): Span | undefined {
  const year = Number(today.slice(0, 4)) - (which === 'last' ? 1 : 0);
  return readSpan(`${words} ${String(year)}`, today);
}

const named = [...months, ...weekdays];

/** `nov`, `sept`, `tues`, `weds`. */
const wholeName = (word: string): string =>
  word.length < 3 ? word : (named.find((name) => name.startsWith(word.replace(/s$/, ''))) ?? word);

/** Whole names, the day before the month, no articles: as the forms, and the library, want it. */
function plain(words: string): string {
  return words
    .toLowerCase()
    .trim()
    .replace(/[,;!?]|\.$/g, '')
    .replace(/day (?:morning|afternoon|evening|night)\b/, 'day')
    .replace(/^(\d{1,2})[./](\d{1,2})$/, '$1/$2')
    .split(/\s+/)
    .filter((word) => word !== '' && word !== 'the')
    .map(wholeName)
    .join(' ')
    .replace(/\b(?:a )?fortnight\b/, '2 weeks')
    .replace(/^day before yesterday$/, '2 days ago')
    .replace(/^(?:right )?now$/, 'today')
    .replace(new RegExp(`^(${anyMonth}) (\\d{1,2})(?:st|nd|rd|th)?\\b`), '$2 $1');
}
