import { idShape } from './said-id.ts';

/** A word as it was said, in lower case and without its apostrophe, and where it stands in the sentence. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** More words than any question has. */
const MOST_TOKENS = 40;

const shapes = [
  idShape,
  // Dates in digits, days of the month, numbers.
  String.raw`\d{4}[-/]\d{1,2}[-/]\d{1,2}`,
  String.raw`\d{1,2}[./-]\d{1,2}[./-]\d{2,4}`,
  String.raw`\d{1,2}[./]\d{1,2}`,
  String.raw`\d+(?:st|nd|rd|th)\b`,
  String.raw`\d+`,
  // Words, and the two signs that mean something: the dash of a range does.
  String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*(?:'\p{L}+)?`,
  String.raw`\?`,
  String.raw`(?<=[\d\s])-(?=[\d\s])`,
];
const anyShape = new RegExp(shapes.join('|'), 'giu');

/** The words of a sentence; undefined where it has more than a question would. */
export function tokensOf(sentence: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (const found of sentence.matchAll(anyShape)) {
    const [text] = found;
    const place = { start: found.index, end: found.index + text.length };
    for (const word of expanded(text.toLowerCase())) tokens.push({ word, ...place });
    if (tokens.length > MOST_TOKENS) return undefined;
  }
  return tokens;
}

/** Two words in one, as they are typed. */
const contracted = new Map(
  `whats what is, wots what is, whos who is, hows how is, wheres where is, thats that is, theres there is,
  didnt did not, doesnt does not, dont do not, isnt is not, arent are not, hasnt has not, havent have not,
  cant can not, can't can not, won't will not, im i am, ive i have, weve we have, gimme give me, lemme let me`
    .split(',')
    .map((line) => line.trim().split(' '))
    .map(([typed = '', ...words]) => [typed, words]),
);

const endings = new Map([
  ["'s", 'is'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'m", 'am'],
  ["'d", 'would'],
  ["'ll", 'will'],
]);

function expanded(typed: string): readonly string[] {
  const words = contracted.get(typed);
  if (words) return words;
  if (typed.endsWith("n't")) return [typed.slice(0, -3), 'not'];
  const at = typed.lastIndexOf("'");
  const ending = at > 0 ? endings.get(typed.slice(at)) : undefined;
  return ending === undefined ? [typed.replace("'", '')] : [typed.slice(0, at), ending];
}
