import { readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating/lib/template-engine.js';

/** A card as Teams takes it. */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly [key: string]: unknown;
}

/** The longest card in characters of JSON: 28 KB in UTF-16. */
const longestCard = 14_000;

/** A template of `cards/`, read and compiled once. Each card file binds it to the one view that may fill it. */
export function template(name: string): (view: object) => AdaptiveCard {
  const file = new URL(`../../cards/${name}.json`, import.meta.url);
  const compiled = new Template(JSON.parse(readFileSync(file, 'utf8')));
  return (view) => compiled.expand({ $root: view }) as AdaptiveCard;
}

/** The first of the sizes, fullest first, in which the card is not too long; else the last. */
export function fitted<Size>(
  sizes: readonly [Size, ...Size[]],
  draw: (size: Size) => AdaptiveCard,
): AdaptiveCard {
  const [first, ...smaller] = sizes;
  let card = draw(first);
  for (const size of smaller) {
    if (JSON.stringify(card).length <= longestCard) break;
    card = draw(size);
  }
  return card;
}
