import type { AcceptanceView } from '../app/acceptance-view.ts';
import { backTo } from './back.ts';
import { open } from './buttons.ts';
import { commentsSection } from './comment-lines.ts';
import { changedSince, earlierOnes, portfolioWords, proposalSections } from './details-sections.ts';
import type { Typed } from './extras.ts';
import { factsCard } from './facts-card.ts';
import { historySection } from './history.ts';
import { type Line, line, run } from './lines.ts';
import { type AdaptiveCard, fitted } from './render.ts';
import { headingState } from './review-due.ts';
import { foot } from './standing.ts';

/** How much of it is shown: steps of the history, and characters of a text; and how much of what was typed goes along. */
interface Size {
  readonly steps: number;
  readonly text: number;
  readonly typed: number;
}

const sizes: readonly [Size, ...Size[]] = [
  { steps: Infinity, text: Infinity, typed: Infinity },
  ...[24, 16, 10, 6, 3].map((steps) => ({ steps, text: Infinity, typed: Infinity })),
  ...[800, 600, 450, 300, 200, 100].map((text) => ({ steps: 3, text, typed: Infinity })),
  // What was typed goes last: five fields full of quotes would leave no room for the card.
  ...[800, 600, 400, 200].map((typed) => ({ steps: 2, text: 100, typed })),
];

/** The whole proposal, what has changed since, what is accepted already, and the history. */
export const detailsCard = (view: AcceptanceView, typed: Typed = {}): AdaptiveCard =>
  fitted(sizes, (size) => draw(view, typed, size));

function draw(
  view: AcceptanceView,
  typed: Typed,
  { steps, text, typed: kept }: Size,
): AdaptiveCard {
  const { acceptance } = view;
  return factsCard({
    heading: `${acceptance.id} · ${headingState(view)} · Details`,
    lines: [],
    sections: [
      ...proposalSections(view, text),
      { label: 'What changed since', lines: changedSince(view) },
      { label: 'What is accepted already', lines: portfolioWords(view) },
      { label: 'Rejected before', lines: earlierOnes(view, text) },
      commentsSection(view, steps, text),
      historySection(view, steps, Math.min(text, 200)),
    ],
    foot: [...shortened(text), foot(view)],
    buttons: [
      backTo(acceptance.id, cut(typed, kept)),
      ...(view.page === undefined ? [] : [open('Open page', view.page)]),
    ],
  });
}

const shortened = (text: number): readonly Line[] =>
  text === Infinity
    ? []
    : [line(run.plain('Texts are shortened here: they do not fit on a card in full.'))];

const cut = (typed: Typed, most: number): Typed =>
  Object.fromEntries(Object.entries(typed).map(([field, text]) => [field, text.slice(0, most)]));
