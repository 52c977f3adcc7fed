import type { AcceptanceView } from '../app/acceptance-view.ts';
import { stateNames } from '../domain/acceptance.ts';
import { backTo } from './back.ts';
import { changedSince, earlierOnes, portfolioWords, proposalSections } from './details-sections.ts';
import type { Typed } from './extras.ts';
import { factsCard } from './facts-card.ts';
import { historySection } from './history.ts';
import { type Line, line, run } from './lines.ts';
import { type AdaptiveCard, fitted } from './render.ts';
import { foot } from './standing.ts';

/** How much of it is shown: steps of the history, and characters of a text. */
interface Size {
  readonly steps: number;
  readonly text: number;
}

const sizes: readonly [Size, ...Size[]] = [
  { steps: Infinity, text: Infinity },
  ...[24, 16, 10, 6, 3].map((steps) => ({ steps, text: Infinity })),
  ...[800, 600, 450, 300, 200, 100].map((text) => ({ steps: 3, text })),
];

/** The whole proposal, what has changed since, what is accepted already, and the history. */
export const detailsCard = (view: AcceptanceView, typed: Typed = {}): AdaptiveCard =>
  fitted(sizes, (size) => draw(view, typed, size));

function draw(view: AcceptanceView, typed: Typed, { steps, text }: Size): AdaptiveCard {
  const { acceptance } = view;
  return factsCard({
    heading: `${acceptance.id} · ${stateNames[acceptance.state]} · Details`,
    lines: [],
    sections: [
      ...proposalSections(view, text),
      { label: 'What changed since', lines: changedSince(view) },
      { label: 'What is accepted already', lines: portfolioWords(view) },
      { label: 'Rejected before', lines: earlierOnes(view, text) },
      historySection(view, steps, Math.min(text, 200)),
    ],
    foot: [...shortened(text), foot(view)],
    buttons: [backTo(acceptance.id, typed)],
  });
}

const shortened = (text: number): readonly Line[] =>
  text === Infinity
    ? []
    : [line(run.plain('Texts are shortened here: they do not fit on a card in full.'))];
