import { GB } from 'chrono-node/en';
import { isDay, plusMonths } from './calendar.ts';

/** How far ahead a day without a year is taken as said by mistake; one farther ahead was last year's. */
const MONTHS_AHEAD = 3;

/** The day that words like `1 november` or `two weeks ago` mean; undefined where they mean none, or more. */
export function readDay(text: string, today: string): string | undefined {
  const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 };
  const [found, ...more] = GB.parse(text, reference, { forwardDate: false });
  const isAll = found?.text.length === text.length && more.length === 0 && !found.end;
  if (!isAll || found.start.isCertain('hour')) return undefined;
  const { start } = found;
  const two = (part: 'month' | 'day'): string => String(start.get(part)).padStart(2, '0');
  const monthAndDay = `${two('month')}-${two('day')}`;
  const hasYear = start.isCertain('year') || !start.isCertain('day');
  const year = String(start.get('year')).padStart(4, '0');
  const day = hasYear ? `${year}-${monthAndDay}` : nearest(monthAndDay, today);
  return isDay(day) ? day : undefined;
}

function nearest(monthAndDay: string, today: string): string {
  const year = Number(today.slice(0, 4));
  const thisYear = `${String(year)}-${monthAndDay}`;
  const isNear = thisYear <= plusMonths(today, MONTHS_AHEAD);
  return isNear ? thisYear : `${String(year - 1)}-${monthAndDay}`;
}
