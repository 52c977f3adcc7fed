import type { Question } from '../../domain/question.ts';
import { meaningOf } from './meaning.ts';
import { periodAt } from './period.ts';
import { saidId } from './said-id.ts';
import type { Token } from './sentence.ts';

const setOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const whyWords = setOf('why reason reasons rationale justification justified grounds come explain');
const whoWords = setOf('who whom whose');

/** What is asked for, or done, with a recommendation. */
const verbs = setOf(`
  accept accepts accepted accepting acceptance acceptances waive waived exempt exempted exemption exception waiver
  approve approves approved approving approval sign signs signed signing signoff authorise authorised authorize authorized
  okayed ok okay yes agree agreed allow allowed grant granted decide decides decided deciding decision justification
  reject rejects rejected rejecting rejection endorse endorsed propose proposes proposed proposing proposal request
  requested submit submitted revoke revoked withdrew withdrawn review reviewed reviewing renewed`);

/** These stand around the recommendation, and are no part of its name. */
const frame = setOf(`
  a an the of for to from with by about this that it its is are was were be been being did do does has have had can could
  would you we us our my i me they he she please pls hey hi hello so and tell show know what which how in on off as
  at risk risks recommendation control setting item gap entry record ra id called named namely marked still ever behind
  anybody anyone somebody someone give gave made make took take go ahead think thinking there responsible thanks ?
  - people person one ones when said`);

const isFrame = (word: string): boolean =>
  [frame, verbs, whyWords, whoWords].some((some) => some.has(word));

const passive = setOf('is are was were be been being get got');

/** Why something was accepted, or who decided it, with the words that name it; undefined where that is not asked. */
export function aboutDecision(sentence: string, tokens: readonly Token[]): Question | undefined {
  const words = tokens.map(({ word }) => word);
  const ask = asked(words);
  const named = ask && (idIn(words) ?? nameIn(sentence, tokens, words));
  return ask && named ? { ask, words: named } : undefined;
}

function asked(words: readonly string[]): 'who' | 'why' | undefined {
  if (words.some((word) => whoWords.has(word))) return 'who';
  const isWhy = words.some((word) => whyWords.has(word)) || isWhether(words);
  return isWhy ? 'why' : undefined;
}

const opens = setOf('is was are were has have did');
const accepted = setOf('accept accepted waived exempt exempted');

/** "Is it accepted" is answered by why it is. */
const isWhether = (words: readonly string[]): boolean =>
  opens.has(words[0] ?? '') && words.some((word) => accepted.has(word));

const idIn = (words: readonly string[]): string | undefined =>
  words.map(saidId).find((id) => id !== undefined);

const quoted = /["“”«»„]([^"“”«»„]{2,})["“”«»„]/;

/** The name as it was typed: between quotation marks, or as it stands beside what was done with it. */
function nameIn(
  sentence: string,
  tokens: readonly Token[],
  words: readonly string[],
): string | undefined {
  const verb = words.findIndex((word) => verbs.has(word));
  if (verb < 0) return undefined;
  const inQuotes = quoted.exec(sentence)?.[1]?.trim();
  if (inQuotes) return inQuotes;
  const before = trimmed(words, { from: 0, to: verb });
  const after = trimmed(words, { from: verb + 1, to: words.length });
  const isPassive = words.slice(0, verb).some((word) => passive.has(word));
  const name = (isPassive ? [before, after] : [after, before]).find((one) => isName(words, one));
  const [first, last] = name ? [tokens[name.from], tokens[name.to - 1]] : [];
  return first && last && sentence.slice(first.start, last.end);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Without what stands around it, and without the time that is said last. */
function trimmed(words: readonly string[], { from, to }: Range): Range {
  const end = endOf(words, {
    from,
    to: timeBefore(words, { from, to: endOf(words, { from, to }) }),
  });
  let start = from;
  while (start < end && isFrame(words[start] ?? '')) start += 1;
  return { from: start, to: end };
}

function endOf(words: readonly string[], { from, to }: Range): number {
  let end = to;
  while (end > from && isFrame(words[end - 1] ?? '')) end -= 1;
  return end;
}

/** Where the time begins that is the last thing said here; the end, if none is. */
function timeBefore(words: readonly string[], { from, to }: Range): number {
  const until = words.slice(0, to);
  for (let at = from; at < to; at += 1) if (periodAt(until, at, () => true)?.next === to) return at;
  return to;
}

/** Words that all mean something else to us name no recommendation; a product's do. */
function isName(words: readonly string[], { from, to }: Range): boolean {
  const meaning = meaningOf(words.slice(from, to));
  return from < to && (meaning === undefined || meaning.marks.includes('area'));
}
