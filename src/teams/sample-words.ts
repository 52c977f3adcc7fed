/** How many a sample has where nobody says it. */
const USUAL = 5;

const numbers = new Map(
  'one two three four five six seven eight nine ten'
    .split(' ')
    .map((word, at) => [word, at + 1] as const),
);

const many = `(\\d{1,4}|${[...numbers.keys()].join('|')})`;
const lead = '(?:(?:please )?(?:draw|take|give me|show me|show|pick|get)(?: me)? )?(?:a |an )?';
const things = '(?: (?:risk )?(?:acceptances|entries|exceptions))?(?: in force)?';
const again = '(?: (?:with )?seed ([\\w-]{1,40}))?';
const forms = [
  new RegExp(`^${lead}(?:random )?sample(?: of)?(?: ${many})?(?: random)?${things}${again}$`),
  new RegExp(
    `^${lead}${many} random(?: (?:risk )?(?:acceptances|entries|exceptions))(?: in force)?${again}$`,
  ),
];

/** How many acceptances to draw by chance, and with which seed; undefined where none are asked for. */
export function sampleAsked(
  whole: string,
): { readonly count: number; readonly seed?: string } | undefined {
  const found = forms.map((form) => form.exec(whole)).find((one) => one !== null);
  if (!found) return undefined;
  const [, count = String(USUAL), seed] = found;
  return { count: numbers.get(count) ?? Number(count), ...(seed === undefined ? {} : { seed }) };
}
