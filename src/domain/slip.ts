import { distance } from 'fastest-levenshtein';

/** With a letter wrong, a shorter word is most often another one. */
const SHORTEST = 4;
const SHORTEST_SWAPPED = 3;

/** Whether a word is this one but for one slip of the finger: a letter wrong, missing or too many, or two swapped. */
export const isSlip = (typed: string, word: string): boolean =>
  (word.length >= SHORTEST_SWAPPED && isSwap(typed, word)) ||
  (word.length >= SHORTEST &&
    Math.abs(typed.length - word.length) <= 1 &&
    distance(typed, word) === 1);

/** Whether two neighbouring letters are swapped, and all else is right. */
export function isSwap(typed: string, word: string): boolean {
  let at = 0;
  while (at < word.length && word[at] === typed[at]) at += 1;
  const swapped = word.charAt(at + 1) + word.charAt(at);
  return at < word.length && typed === word.slice(0, at) + swapped + word.slice(at + 2);
}

/** Whether all of the words stand in a text, but that one of them has a slip of the finger. */
export function fitsNearly(words: string, text: string): boolean {
  const [wanted, said] = [fold(words), fold(text)];
  const all = said.split(/[^\p{L}\p{N}]+/u);
  const wrong = wanted.split(/\s+/).filter((word) => word !== '' && !said.includes(word));
  return wrong.length === 1 && wrong.every((word) => all.some((one) => isSlip(word, one)));
}

const fold = (text: string): string => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
