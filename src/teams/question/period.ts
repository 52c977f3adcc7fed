import { type Found, phraseIndex } from './phrase-index.ts';
import { dateAt, dateEnd, dateText, dateVocabulary, rangeAt } from './dates.ts';
import { comparedAt, named, spanAt, spanVocabulary, thisOneAt, type When } from './spans.ts';

type Words = readonly string[];

const leads = phraseIndex<'in' | 'from' | 'since' | 'between'>([
  [
    'since',
    `since, ever since, after, starting, starting from, as of, compared to, compared with, relative to, versus, vs,
    against, than`,
  ],
  ['between', 'between'],
  ['from', 'from'],
  ['in', 'in, during, over, within, for, on, at, of, throughout, in the course of'],
]);

/** Whether a word has a meaning in the grammar. */
export type IsKnown = (word: string) => boolean;

/** The span of time that is said at a place; undefined where none is. */
export function periodAt(words: Words, at: number, isKnown: IsKnown): Found<When> | undefined {
  const lead = leads.at(words, at);
  if (!lead) return unledAt(words, at);
  const { next } = lead;
  switch (lead.value) {
    case 'between':
      return pairAt(words, next);
    case 'since':
      return rangeAt(words, next) ?? sinceAt(words, next, isKnown);
    case 'from':
      return rangeAt(words, next) ?? onwardAt(words, next) ?? ledAt(words, next);
    case 'in':
      return within(words, at, next);
  }
}

const within = (words: Words, lead: number, at: number): Found<When> | undefined =>
  rangeAt(words, at) ?? trailingAt(words, lead, at) ?? ledAt(words, at);

const trailing = new Set(['in', 'over', 'within', 'during', 'throughout']);

/** "In the last month" is up to now; "last month" is the calendar's. */
function trailingAt(words: Words, lead: number, at: number): Found<When> | undefined {
  if (!trailing.has(words[lead] ?? '') || words[at] !== 'the') return undefined;
  return words[at + 1] === 'last' ? spanAt(words.with(at + 1, 'past'), at) : undefined;
}

const pairAt = (words: Words, at: number): Found<When> | undefined =>
  comparedAt(words, at, true) ?? rangeAt(words, at, true);

function unledAt(words: Words, at: number): Found<When> | undefined {
  const found =
    comparedAt(words, at) ??
    rangeAt(words, at) ??
    spanAt(words, at) ??
    named.at(words, at) ??
    onDate(words, at);
  // "May I" is no month.
  return words[at] === 'may' && found?.next === at + 1 ? undefined : found;
}

const ledAt = (words: Words, at: number): Found<When> | undefined =>
  spanAt(words, at) ?? thisOneAt(words, at) ?? named.at(words, at) ?? onDate(words, at);

function onDate(words: Words, at: number): Found<When> | undefined {
  const date = dateAt(words, at);
  return date && { value: { kind: 'on', words: date.value }, next: date.next };
}

const onward = new Set(['on', 'onward', 'onwards', 'forward']);

/** "From October on". */
function onwardAt(words: Words, at: number): Found<When> | undefined {
  const date = dateAt(words, at);
  return date && onward.has(words[date.next] ?? '')
    ? { value: { kind: 'since', words: date.value }, next: date.next + 1 }
    : undefined;
}

/** Whatever follows "since" is meant as a date, be it one or not. */
function sinceAt(words: Words, at: number, isKnown: IsKnown): Found<When> | undefined {
  const span = spanAt(words, at);
  if (span?.value.kind === 'days') return span;
  let end = dateEnd(words, at);
  const own = named.at(words, at);
  if (own && own.next > end) return own;
  while (end < words.length && !isKnown(words[end] ?? '')) end += 1;
  const value = { kind: 'since', words: dateText(words, at, end) } as const;
  return end > at ? { value, next: end } : undefined;
}

/** The words of spans and dates, for spelling: those that stand alone, and those that do not. */
export const periodVocabulary: Readonly<Record<'alone' | 'together', readonly string[]>> = {
  alone: [...spanVocabulary.alone, ...leads.alone, ...dateVocabulary],
  together: [...spanVocabulary.together, ...leads.together],
};
