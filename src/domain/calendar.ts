import { DateTime } from 'luxon';

const DAY_MS = 86_400_000;
const FRIDAY = 5;

/** The day of an instant in a zone, as `yyyy-mm-dd`. */
export const dayOf = (at: Date, zone: string): string => iso(DateTime.fromJSDate(at, { zone }));

export const yearOf = (at: Date, zone: string): number => DateTime.fromJSDate(at, { zone }).year;

/** Whether the text is a day that the calendar has: 29 February only where there is one. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;

/** Months on the calendar: a day that the month lacks becomes its last, 29 February the 28th. */
export const plusMonths = (day: string, months: number): string =>
  iso(DateTime.fromISO(day, { zone: 'utc' }).plus({ months }));

export const plusDays = (day: string, days: number): string =>
  iso(DateTime.fromISO(day, { zone: 'utc' }).plus({ days }));

/** Days from one to the other; negative where the other comes first. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Business days later, Monday to Friday; from a Saturday, one business day later is Monday. */
export function plusBusinessDays(day: string, days: number): string {
  if (days <= 0) return day;
  const at = DateTime.fromISO(day, { zone: 'utc' });
  const from = Math.min(at.weekday, FRIDAY);
  const weekends = Math.floor((from - 1 + days) / FRIDAY);
  return iso(at.plus({ days: days + 2 * weekends - (at.weekday - from) }));
}

/** The first business day of the month of a day. */
export function firstBusinessDay(day: string): string {
  const first = DateTime.fromISO(day, { zone: 'utc' }).startOf('month');
  return iso(first.plus({ days: first.weekday > 5 ? 8 - first.weekday : 0 }));
}

/** The week of a day as ISO 8601 counts them: `2026-W48`; the first days of January may be of the old year. */
export function weekOf(day: string): string {
  const { weekYear, weekNumber } = DateTime.fromISO(day, { zone: 'utc' });
  return `${String(weekYear)}-W${String(weekNumber).padStart(2, '0')}`;
}

/** The first day of a week, or of the week of a day. */
export const mondayOf = (weekOrDay: string): string =>
  iso(DateTime.fromISO(weekOrDay, { zone: 'utc' }).startOf('week'));

/** The last instant of a day, ISO-8601 UTC: of the day as it passes in a zone, or in UTC, as Secure Score counts. */
export const endOfDay = (day: string, zone = 'utc'): string =>
  DateTime.fromISO(day, { zone }).endOf('day').toJSDate().toISOString();

/** The first instant of a day as it passes in a zone, ISO-8601 UTC. */
export const startOfDay = (day: string, zone: string): string =>
  DateTime.fromISO(day, { zone }).startOf('day').toJSDate().toISOString();

const said = new Map<string, string>();

/** A day as people read it: `23 Nov 2026`. */
export const sayDay = (day: string): string => said.get(day) ?? sayDayAnew(day);

/** Formatting a day costs more than all the rest of a line of a card: those of a year are remembered. */
function sayDayAnew(day: string): string {
  const text = DateTime.fromISO(day, { zone: 'utc', locale: 'en-GB' }).toFormat('d LLL yyyy');
  if (said.size > 400) said.clear();
  said.set(day, text);
  return text;
}

/** An instant as people read it, in the tenant's zone: `23 Nov 2026, 14:05`. */
export const sayInstant = (at: string, zone: string): string =>
  DateTime.fromISO(at, { zone, locale: 'en-GB' }).toFormat('d LLL yyyy, HH:mm');

/** The first instant after this one at which a wall clock in the zone shows the hour. */
export function nextHour(after: Date, hour: number, zone: string): Date {
  const now = DateTime.fromJSDate(after, { zone });
  const today = now.startOf('day').set({ hour });
  return (today > now ? today : now.plus({ days: 1 }).startOf('day').set({ hour })).toJSDate();
}

export const isZone = (zone: string): boolean => DateTime.utc().setZone(zone).isValid;

const iso = (time: DateTime): string => {
  const day = time.toISODate();
  if (day === null) throw new RangeError('not a day');
  return day;
};
