import { GB } from 'chrono-node/en';
import { isDay, plusDays } from './calendar.ts';

/** Much longer than any date. */
const LONGEST = 40;
/** A day without a year that was not longer ago than this is meant as it was, and not as it will be. */
const JUST_PAST_DAYS = 31;

/**
 * The day that words like `14 Aug`, `Friday` or `in two weeks` mean to somebody who plans: the next such day, or the
 * last one where that was just now. Undefined where they mean none.
 */
export function readComingDay(words: string, today: string): string | undefined {
  const text = plain(words);
  if (isDay(text)) return text;
  // The library would take it for the coming one.
  if (text.length > LONGEST || /^last /i.test(text)) return undefined;
  const start = startOf(text, today);
  if (!start) return undefined;
  const two = (part: 'month' | 'day'): string => String(start.get(part)).padStart(2, '0');
  const monthAndDay = `${two('month')}-${two('day')}`;
  const year = String(start.get('year')).padStart(4, '0');
  const isWithoutYear = start.isCertain('day') && !start.isCertain('year');
  const day = isWithoutYear ? coming(monthAndDay, today) : `${year}-${monthAndDay}`;
  return day !== undefined && isDay(day) ? day : undefined;
}

type Start = ReturnType<typeof GB.parse>[number]['start'];

/** The one day that the library reads in all of the words; a month alone is none. */
function startOf(text: string, today: string): Start | undefined {
  const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 };
  const [found, ...more] = GB.parse(text, reference, { forwardDate: true });
  const isAll = found?.text.length === text.length && more.length === 0 && !found.end;
  if (!isAll || found.start.isCertain('hour')) return undefined;
  const isOneDay = found.start.isCertain('day') || found.start.isCertain('weekday');
  return isOneDay ? found.start : undefined;
}

/** The first such day that is not long past. */
function coming(monthAndDay: string, today: string): string | undefined {
  const earliest = plusDays(today, -JUST_PAST_DAYS);
  return [-1, 0, 1]
    .map((away) => `${String(Number(today.slice(0, 4)) + away)}-${monthAndDay}`)
    .find((day) => isDay(day) && day >= earliest);
}

/** No article, the day before the month, dots as slashes: as the library wants it. */
const plain = (words: string): string =>
  words
    .trim()
    .replace(/[,;!?]|\.$/g, '')
    .replace(/\bthe /gi, '')
    .replace(/^(\d{1,2})\.(\d{1,2})$/, '$1/$2')
    .replace(/^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?= \d{4}$|$)/i, '$2 $1');
