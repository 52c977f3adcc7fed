import type { Recommendation } from '../app/recommendations.ts';
import { press } from './buttons.ts';
import { type ListRow, listCard, pageWords, rowsAPage } from './list-card.ts';
import { line, run } from './lines.ts';
import { asOf, points, shorten } from './phrases.ts';
import type { AdaptiveCard } from './render.ts';

/** A page of recommendations. */
export interface RecommendationsPage {
  /** Those from the offset on. */
  readonly items: readonly Recommendation[];
  readonly total: number;
  readonly offset: number;
  readonly heading: string;
  /** Sent back with **More**, as it is. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly zone: string;
  readonly asOf: string;
}

/** The recommendations that fit, a page of them. */
export function recommendationsCard(page: RecommendationsPage): AdaptiveCard {
  const { items, total, offset, heading, filter, zone } = page;
  const shown = items.slice(0, rowsAPage);
  const next = offset + shown.length;
  const words = shown.length === 0 ? 'Nothing fits.' : pageWords(offset, shown.length, total);
  return listCard({
    heading: 'Recommendations',
    top: [
      ...(heading === 'Recommendations' ? [] : [line(run.strong(shorten(heading, 200)))]),
      line(run.plain(words)),
    ],
    rows: shown.map((one) => row(one, 'recommendation', 'Show')),
    foot: [line(run.quiet(asOf(page.asOf, zone)))],
    buttons:
      shown.length > 0 && next < total
        ? [press('More', 'recommendations', { ...filter, offset: next })]
        : [],
  });
}

/** The recommendations that a few words may have meant. */
export interface Choosing {
  readonly items: readonly Recommendation[];
  readonly verb: 'openForm' | 'recommendation';
  readonly heading: string;
  /** UTC where it is not given. */
  readonly zone?: string;
}

/** Asks which of several recommendations is meant. */
export function chooserCard({ items, verb, heading, zone = 'UTC' }: Choosing): AdaptiveCard {
  const shown = items.slice(0, rowsAPage);
  const left = items.length - shown.length;
  const more =
    left > 0 ? [line(run.plain(`${String(left)} more fit: say it with another word.`))] : [];
  return listCard({
    heading: 'Please choose',
    top: [line(run.plain(shorten(heading, 200)))],
    rows: shown.map((one) => row(one, verb, 'Choose')),
    foot: [...more, line(run.quiet(asOf(items[0]?.asOf ?? '', zone)))],
    buttons: [],
  });
}

function row(recommendation: Recommendation, verb: string, button: string): ListRow {
  const { control, pointsAtRisk, status, acceptance } = recommendation;
  const facts = [
    shorten(control.category, 40),
    `${points(pointsAtRisk)} of ${points(control.maxScore)} points at risk`,
    shorten(status, 60),
    ...(acceptance ? [acceptance.id] : []),
    shorten(control.id, 70),
  ];
  const title = shorten(control.title, 160);
  return {
    lines: [line(run.strong(title)), line(run.quiet(facts.join(' · ')))],
    actions: [press(button, verb, { controlId: control.id }, `${button} ${shorten(title, 60)}`)],
  };
}
