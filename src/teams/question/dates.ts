import { months, weekdays } from '../../domain/date-words.ts';
import type { PeriodWords } from '../../domain/question.ts';
import type { Found } from './phrase-index.ts';

type Words = readonly string[];

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** One of these makes words a date. */
const anchors = setOf(
  `${months.join(' ')} jan feb mar apr jun jul aug sep sept oct nov dec
  ${weekdays.join(' ')} mon tue tues wed weds thu thur thurs fri sat sun
  q1 q2 q3 q4 yesterday today tomorrow ago now`,
);
const inDigits = /^(?:\d+[./-]\d.*|\d+(?:st|nd|rd|th)|(?:19|20)\d\d)$/;
const isAnchor = (word: string): boolean => anchors.has(word) || inDigits.test(word);

/** These are one together with another word: "week 46", "last week". */
const spans = setOf('week month quarter year');

/** A part of something, told with the word that says of what. */
const parts = setOf('beginning start end middle first second third fourth');
const wholes = setOf('of day week month quarter');

/** These stand beside them. */
const beside = setOf(
  `the of this last previous next mid early day days weeks months years before morning afternoon evening night half
  a an one two three four five six seven eight nine ten eleven twelve couple few fortnight`,
);
const dangling = setOf('the of this a an');

const isDateWord = (word: string, next: string): boolean =>
  isAnchor(word) ||
  spans.has(word) ||
  beside.has(word) ||
  /^\d+$/.test(word) ||
  (parts.has(word) && wholes.has(next));

/** The place after the last word of a date that begins here: the same place, where none does. */
export function dateEnd(words: Words, at: number): number {
  let end = at;
  while (isDateWord(words[end] ?? '', words[end + 1] ?? '')) end += 1;
  while (end > at && dangling.has(words[end - 1] ?? '')) end -= 1;
  return end;
}

const isDate = (words: Words, from: number, to: number): boolean => {
  const date = words.slice(from, to);
  return date.some(isAnchor) || (date.length > 1 && date.some((word) => spans.has(word)));
};

/** The words of a date without their article. */
export const dateText = (words: Words, from: number, to: number): string =>
  words.slice(words[from] === 'the' ? from + 1 : from, to).join(' ');

/** The date that is said here, as its words. */
export function dateAt(words: Words, at: number): Found<string> | undefined {
  const end = dateEnd(words, at);
  return isDate(words, at, end) ? { value: dateText(words, at, end), next: end } : undefined;
}

const until = setOf('to until till til through thru -');

/** From one date to another: "3 to 9 November"; as a pair, "3 and 9 November". */
export function rangeAt(words: Words, at: number, isPair = false): Found<PeriodWords> | undefined {
  const middle = dateEnd(words, at);
  const joint = words[middle] ?? '';
  if (middle === at || !(until.has(joint) || (isPair && joint === 'and'))) return undefined;
  const end = dateEnd(words, middle + 1);
  if (end <= middle + 1 || !isDate(words, at, end)) return undefined;
  const [from, to] = [dateText(words, at, middle), dateText(words, middle + 1, end)];
  return { value: { kind: 'between', from, to }, next: end };
}

/** The words that dates are made of, for spelling. */
export const dateVocabulary: readonly string[] = [anchors, spans, parts, beside, until].flatMap(
  (some) => [...some],
);
