import type { Button } from './buttons.ts';
import type { Line, Section } from './lines.ts';
import { type AdaptiveCard, template } from './render.ts';

/** All that `cards/facts.json` may show: a heading, lines, sections, and how old they are. */
export interface FactsView {
  /** Our own words and ids only: it is read as Markdown. */
  readonly heading: string;
  readonly lines: readonly Line[];
  readonly sections: readonly Section[];
  readonly foot: readonly Line[];
  readonly buttons: readonly Button[];
}

const draw = template('facts');

/** A card to read. */
export const factsCard = (view: FactsView): AdaptiveCard =>
  draw({
    ...view,
    sections: view.sections.filter(({ lines }) => lines.length > 0),
    fallbackText: fallbackFor(view.heading),
  });

/** What an app says that cannot draw the card. */
export const fallbackFor = (heading: string): string =>
  `${heading}. This app cannot show the card: please open it in a newer Teams.`;
