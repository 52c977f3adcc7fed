import type { Area } from '../../domain/question.ts';
import { type Found, phraseIndex } from './phrase-index.ts';
import { areas, bothAreas } from './areas.ts';
import { periodAt, periodVocabulary } from './period.ts';
import type { When } from './spans.ts';
import { spelling } from './spelling.ts';
import { type Mark, others, vocabulary } from './words.ts';

/** What the words of a sentence stand for. */
export interface Meaning {
  readonly marks: readonly Mark[];
  readonly when: When | undefined;
  readonly area: Area | undefined;
}

const marksOf = phraseIndex(vocabulary);
const areaOf = phraseIndex(areas);
const tables = [periodVocabulary, marksOf, areaOf];
const known = new Set(tables.flatMap(({ alone, together }) => [...alone, ...together]));
const isKnown = (word: string): boolean => known.has(word);

/** A word of the grammar that was typed with a slip, as it was meant. */
export const spelled = spelling(tables, {
  others: new Set(others.split(/\s+/)),
  first: ['what', 'who', 'how', 'why', 'the', 'was', 'for', 'new'],
});

/** What is said in so many words; undefined where one of them means nothing, or two contradict each other. */
export function meaningOf(words: readonly string[]): Meaning | undefined {
  let meaning: Meaning = { marks: [], when: undefined, area: undefined };
  let at = 0;
  while (at < words.length) {
    const part = partAt(words, at);
    const more = part && withPart(meaning, part.value);
    if (!more) return undefined;
    meaning = more;
    at = part.next;
  }
  return meaning;
}

interface Part {
  readonly marks: readonly Mark[];
  readonly when?: When;
  readonly area?: Area;
}

/** What is said at a place: the longest reading counts. */
function partAt(words: readonly string[], at: number): Found<Part> | undefined {
  const when = periodAt(words, at, isKnown);
  const area = areaOf.at(words, at);
  const marks = rankAt(words, at) ?? marksOf.at(words, at) ?? adverbAt(words, at);
  const readings: readonly (Found<Part> | undefined)[] = [
    when && { value: { marks: ['when'], when: when.value }, next: when.next },
    area && { value: { marks: ['area'], area: area.value }, next: area.next },
    marks && { value: { marks: marks.value }, next: marks.next },
  ];
  return readings.reduce((best, one) => ((one?.next ?? 0) > (best?.next ?? 0) ? one : best));
}

/** "Badly", "possibly": nothing that is answered depends on them. */
const adverbAt = (words: readonly string[], at: number): Found<readonly Mark[]> | undefined =>
  /^[a-z]{3,}ly$/.test(words[at] ?? '') ? { value: ['skip'], next: at + 1 } : undefined;

const ranks = new Set(['top', 'biggest', 'largest', 'worst', 'best', 'latest', 'most']);
const isCount = (word: string | undefined): boolean =>
  /^(?:\d{1,2}|three|five|ten)$/.test(word ?? '');

/** "Top 5", "5 biggest": the biggest come first in any answer. */
function rankAt(words: readonly string[], at: number): Found<readonly Mark[]> | undefined {
  const [first, second] = [words[at], words[at + 1]];
  const isRank =
    (ranks.has(first ?? '') && isCount(second)) || (isCount(first) && ranks.has(second ?? ''));
  return isRank ? { value: ['skip'], next: at + 2 } : undefined;
}

function withPart(said: Meaning, { marks, when, area }: Part): Meaning | undefined {
  if (when && said.when) return undefined;
  const both = area && said.area ? bothAreas(said.area, area) : (area ?? said.area);
  if (area && !both) return undefined;
  return {
    marks: [...said.marks, ...marks, ...asksFirst(said, marks)],
    when: when ?? said.when,
    area: both,
  };
}

/** "Did it drop" asks by its first word; "it did drop" does not. */
const asksFirst = (said: Meaning, marks: readonly Mark[]): readonly Mark[] =>
  marks.includes('aux') && said.marks.every((mark) => mark === 'polite') ? ['asking'] : [];
