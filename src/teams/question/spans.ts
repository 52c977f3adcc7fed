import type { PeriodWords } from '../../domain/question.ts';
import type { Unit } from '../../domain/span.ts';
import { type Found, phraseIndex } from './phrase-index.ts';

/** A span of time as it was said. `ahead`: from today on. */
export type When =
  | PeriodWords
  | {
      readonly kind: 'ahead';
      readonly days: number;
      readonly words: string;
      /** The next one on the calendar. */
      readonly next?: Unit;
    };

type Words = readonly string[];

const current = (unit: Unit): When => ({ kind: 'this', unit });

/** Spans that have words of their own. */
export const named = phraseIndex<When>([
  [{ kind: 'today' }, 'today, this morning, this afternoon, this evening, tonight'],
  [{ kind: 'yesterday' }, 'yesterday'],
  [{ kind: 'since', words: 'yesterday' }, 'overnight, last night'],
  [{ kind: 'since', words: 'saturday' }, 'weekend, the weekend, this weekend, last weekend'],
  [current('week'), 'weekly'],
  [current('month'), 'monthly, month to date, mtd'],
  [current('quarter'), 'quarterly, quarter to date, qtd'],
  [current('year'), 'yearly, annual, year to date, ytd'],
  [{ kind: 'ahead', days: 1, words: 'tomorrow' }, 'tomorrow'],
  [
    { kind: 'days', count: 182 },
    'half year, a half year, half a year, this half year, last half year, the last half year, past half year, the past half year',
  ],
  [{ kind: 'days', count: 3650 }, 'all time, the beginning, the very beginning, day one'],
]);

type Which = 'this' | 'last' | 'past' | 'next' | 'coming';

const whichOnes = phraseIndex<Which>([
  ['this', 'this, current, the current, the present'],
  ['last', 'last, the last, these last, previous, the previous, prior, the prior, preceding'],
  ['past', 'past, the past, this past, these past, this last, trailing, rolling'],
  ['next', 'next, following, the following'],
  // From today on, which is no month of the calendar.
  ['coming', 'the next, coming, the coming, upcoming, the upcoming'],
]);

interface SaidUnit {
  readonly name: Unit | 'hour' | 'day' | 'fortnight';
  readonly days: number;
}

const units = phraseIndex<SaidUnit>([
  [{ name: 'hour', days: 1 / 24 }, 'hour, hours, hrs, h'],
  [{ name: 'day', days: 1 }, 'day, days, d'],
  [{ name: 'week', days: 7 }, 'week, weeks, wk, wks, w'],
  [{ name: 'fortnight', days: 14 }, 'fortnight, fortnights'],
  [{ name: 'month', days: 30 }, 'month, months, mo'],
  [{ name: 'quarter', days: 91 }, 'quarter, quarters'],
  [{ name: 'year', days: 365 }, 'year, years, yr, yrs'],
]);

const isCalendarUnit = (name: SaidUnit['name']): name is Unit =>
  name === 'week' || name === 'month' || name === 'quarter' || name === 'year';

const counts = phraseIndex<number>([
  [1, 'one, a, an, single'],
  [2, 'two, couple, couple of, a couple, a couple of'],
  [3, 'three, few, a few, several'],
  [4, 'four'],
  [5, 'five'],
  [6, 'six'],
  [7, 'seven'],
  [8, 'eight'],
  [9, 'nine'],
  [10, 'ten'],
  [11, 'eleven'],
  [12, 'twelve'],
  [14, 'fourteen'],
  [15, 'fifteen'],
  [20, 'twenty'],
  [30, 'thirty'],
  [60, 'sixty'],
  [90, 'ninety'],
]);

const countAt = (words: Words, at: number): Found<number> | undefined =>
  /^\d+$/.test(words[at] ?? '') ? { value: Number(words[at]), next: at + 1 } : counts.at(words, at);

/** "The last 14 days", "this quarter", "next month", "2 weeks"; but no "2 weeks ago". */
export function spanAt(words: Words, at: number): Found<When> | undefined {
  const which = whichOnes.at(words, at) ?? { value: 'past', next: at };
  const count = countAt(words, which.next);
  const { next } = count ?? which;
  const unit = next > at ? units.at(words, next) : undefined;
  if (!unit || backwards.has(words[unit.next] ?? '')) return undefined;
  return { value: spanOf(which.value, count?.value, unit.value), next: unit.next };
}

const joints = phraseIndex<true>([
  [true, 'with, to, against, versus, vs, than, compared to, compared with, relative to'],
]);
const pairs = phraseIndex<true>([[true, 'and']]);

/** "This week with last week" is this week: that is compared with the one before in any case. A pair has an "and". */
export function comparedAt(words: Words, at: number, isPair = false): Found<When> | undefined {
  const one = calendarAt(words, at);
  const joint = one && (isPair ? pairs : joints).at(words, one.next);
  const other = joint && calendarAt(words, joint.next);
  if (!other) return undefined;
  const fit = one.unit === other.unit && one.kind !== other.kind;
  return fit ? { value: current(one.unit), next: other.next } : undefined;
}

/** "This month", "last quarter". */
function calendarAt(words: Words, at: number) {
  const span = spanAt(words, at);
  if (span?.value.kind !== 'this' && span?.value.kind !== 'last') return undefined;
  return { ...span.value, next: span.next };
}

const backwards = new Set(['ago', 'before']);

/** "Over the week": behind a preposition, it is this one. */
export function thisOneAt(words: Words, at: number): Found<When> | undefined {
  const unit = words[at] === 'the' ? units.at(words, at + 1) : undefined;
  return unit && { value: spanOf('this', undefined, unit.value), next: unit.next };
}

function spanOf(which: Which, count: number | undefined, { name, days }: SaidUnit): When {
  const total = Math.ceil((count ?? 1) * days);
  const isOne = count === undefined && isCalendarUnit(name);
  if (which === 'next' || which === 'coming') {
    const ahead = { kind: 'ahead', days: total, words: nextWords(count, name) } as const;
    return isOne && which === 'next' ? { ...ahead, next: name } : ahead;
  }
  return which !== 'past' && isOne ? { kind: which, unit: name } : { kind: 'days', count: total };
}

const nextWords = (count: number | undefined, unit: string): string =>
  count === undefined ? `next ${unit}` : `next ${String(count)} ${unit}s`;

const tables = [named, whichOnes, units, counts];

/** The words that spans are made of, for spelling: those that stand alone, and those that do not. */
export const spanVocabulary: Readonly<Record<'alone' | 'together', readonly string[]>> = {
  alone: tables.flatMap(({ alone }) => alone),
  together: tables.flatMap(({ together }) => together),
};
