import { type RegisterAsked, type RegisterFilter, registerFilters } from '../app/register.ts';
import { periodAt } from './question/period.ts';
import { isSlip } from '../domain/slip.ts';

/** What is asked by `register` and these words: a part by its name, first or last, and what to look for. */
export function registerAsked(rest: string): RegisterAsked {
  const words = rest.split(' ').filter(Boolean);
  // A product, and no acceptance that is active.
  const isProduct = /^active directory\b/i.test(rest);
  const first = isProduct ? undefined : named(words[0] ?? '');
  if (first !== undefined) return { filter: first, words: plain(words.slice(1)) };
  const last = words.length > 1 ? named(words.at(-1) ?? '') : undefined;
  return last === undefined
    ? { filter: 'all', words: plain(words) }
    : { filter: last, words: plain(words.slice(0, -1)) };
}

const named = (typed: string): RegisterFilter | undefined =>
  registerFilters.find((one) => typed.toLowerCase() === one || isSlip(typed.toLowerCase(), one));

/** Without the quotation marks that people put around what they look for. */
const plain = (words: readonly string[]): string =>
  words
    .map((word) => word.replace(/^["'“”«»„,:]+|["'“”«»„,:]+$/gu, ''))
    .filter(Boolean)
    .join(' ');

const setOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** What somebody calls the entries of the register. */
const nouns = setOf(`acceptances exceptions exemptions waivers entries proposals`);
/** Asks for them without naming them: of what only an acceptance can be. */
const asking = setOf('show list give display see which what any anything everything ones');
const around =
  setOf(`show list give display see me us the all our any are were was is be been being have has had that which what
  there of by now currently please risk risks accepted ones did do does we you can could i want to anything everything
  in register a an it get got let`);

const statusWords: readonly (readonly [RegisterFilter, string])[] = [
  ['rejected', 'rejected reject refused declined denied'],
  ['expired', 'expired'],
  ['withdrawn', 'withdrawn withdraw withdrew'],
  ['revoked', 'revoked revoke'],
  ['closed', 'closed'],
  ['ended', 'ended finished past former'],
  ['open', 'open pending undecided'],
  ['active', 'active current valid'],
];
const statuses = new Map(
  statusWords.flatMap(([filter, words]) => words.split(' ').map((word) => [word, filter] as const)),
);
/** What nothing but an acceptance is here: no noun is needed beside it. */
const own: readonly RegisterFilter[] = ['rejected', 'expired', 'withdrawn', 'revoked', 'ended'];

/** "Which acceptances were rejected": a sentence that asks for a part of the register, and nothing else. */
export function registerSentence(text: string): RegisterAsked | undefined {
  const filter = partIn(wordsOf(text));
  return filter && filter !== 'all' ? { filter, words: '' } : undefined;
}

/** "Rejected acceptances for exchange": the same with what to look for; no time is looked for. */
export function registerSearch(text: string): RegisterAsked | undefined {
  const [head = '', ...tail] = text
    .replace(/ (?:in the register|on record)\b/i, '')
    .split(/\b(?:for|about|on|in|with|named|called|containing)\s/i);
  const looked = plain(tail.join(' ').split(' '));
  const filter = partIn(wordsOf(head));
  if (filter === undefined || looked === '' || tellsTime(wordsOf(looked))) return undefined;
  return { filter, words: looked.replace(/^the /i, '') };
}

const wordsOf = (text: string): readonly string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The part that words name which say nothing else; `all` where they name entries and no part. */
function partIn(words: readonly string[]): RegisterFilter | undefined {
  const isNamed = words.some((word) => nouns.has(word));
  const parts = new Set(
    words.map((word) => statuses.get(word)).filter((part) => part !== undefined),
  );
  const [part = 'all', ...others] = parts;
  if (others.length > 0 || words.some((word) => !isOurs(word))) return undefined;
  if (isNamed) return part;
  return own.includes(part) && words.some((word) => asking.has(word)) ? part : undefined;
}

const isOurs = (word: string): boolean => nouns.has(word) || around.has(word) || statuses.has(word);

/** Whether words name a time, which is asked for and not looked for. */
export const tellsTime = (words: readonly string[]): boolean =>
  words.some((_, at) =>
    [words.slice(at), ['in', ...words.slice(at)]].some(
      (some) => periodAt(some, 0, () => true) !== undefined,
    ),
  );
