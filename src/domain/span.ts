import { DateTime } from 'luxon';
import { sayDay } from './calendar.ts';

/** Days, both included, as the calendar has them: they may lie ahead of us. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly name: string;
}

export type Unit = 'week' | 'month' | 'quarter' | 'year';

/** The week, month, quarter or year of the calendar that is so many away from the one a day is in. */
export function calendarSpan(unit: Unit, away: number, today: string): Span {
  const first = utc(today)
    .startOf(unit)
    .plus({ [unit]: away });
  const from = isoDay(first);
  const names: Readonly<Record<Unit, () => string>> = {
    week: () => `the week of ${sayDay(from)}`,
    month: () => first.setLocale('en-GB').toFormat('LLLL yyyy'),
    quarter: () => `Q${first.toFormat('q yyyy')}`,
    year: () => first.toFormat('yyyy'),
  };
  return { from, to: isoDay(first.endOf(unit)), name: names[unit]() };
}

export const daySpan = (day: string): Span => ({ from: day, to: day, name: sayDay(day) });

/** Several days as people write them: `3 to 9 Nov 2026`. */
export function sayDays(from: string, to: string): string {
  if (from === to) return sayDay(from);
  const [left, right] = [sayDay(from).split(' '), sayDay(to).split(' ')];
  const differ = left[2] !== right[2] ? 3 : left[1] !== right[1] ? 2 : 1;
  return `${left.slice(0, differ).join(' ')} to ${right.join(' ')}`;
}

const utc = (day: string): DateTime<true> =>
  DateTime.fromISO(day, { zone: 'utc' }) as DateTime<true>;
const isoDay = (time: DateTime<true>): string => time.toISODate();
