import type { Age } from '../app/answers.ts';
import { portalLink, portalList } from '../domain/control.ts';
import { escapeMarkdown } from '../domain/text.ts';
import { type Button, open } from './buttons.ts';
import type { Chart } from './chart.ts';
import { defender } from './labels.ts';
import { given, type Line, line, run, type Section } from './lines.ts';
import type { ListRow } from './list-card.ts';
import { dataAge, shorten } from './phrases.ts';
import { type AdaptiveCard, template } from './render.ts';

/** An answer in its parts: the answer itself first, how old it is last. */
export interface AnswerParts {
  /** The answer, in one line. */
  readonly answer: string;
  /** What it is about: the period with its dates, what the score did. */
  readonly lines: readonly Line[];
  readonly facts?: readonly Fact[];
  readonly sections?: readonly Section[];
  readonly rows?: readonly ListRow[];
  /** What there is beyond the rows, and what should be known beside. */
  readonly notes?: readonly Line[];
  readonly charts?: readonly Chart[];
  /** The recommendations that it speaks of. */
  readonly controlIds?: readonly string[];
  /** Nothing in the portal would help. */
  readonly noLink?: true;
}

/** A figure and its name: our own words only. */
export interface Fact {
  readonly title: string;
  readonly value: string;
}

/** All that `cards/answer.json` may show. */
interface AnswerView {
  readonly answer: string;
  readonly fallbackText: string;
  readonly lines: readonly Line[];
  readonly facts: readonly Fact[];
  readonly sections: readonly Section[];
  readonly rows: readonly ListRow[];
  readonly notes: readonly Line[];
  readonly charts: readonly Chart[];
  readonly foot: readonly Line[];
  readonly buttons: readonly Button[];
}

const draw: (view: AnswerView) => AdaptiveCard = template('answer');

/** As many rows as an answer has at most. */
export const mostRows = 5;

/** The card of an answer. A client that cannot draw it still says the answer. */
export function drawAnswer(parts: AnswerParts, age: Age): AdaptiveCard {
  const answer = run.plain(parts.answer).text;
  return draw({
    answer,
    fallbackText: escapeMarkdown(shorten(answer, 300)),
    lines: parts.lines,
    facts: parts.facts ?? [],
    sections: (parts.sections ?? []).filter(({ lines }) => lines.length > 0),
    rows: (parts.rows ?? []).slice(0, mostRows),
    notes: parts.notes ?? [],
    charts: parts.charts ?? [],
    foot: [line(run.quiet(dataAge(age)))],
    buttons: parts.noLink ? [] : [portalButton(parts.controlIds ?? [])],
  });
}

/** To the one recommendation, or to the list of all. */
function portalButton(controlIds: readonly string[]): Button {
  const [only, ...others] = new Set(controlIds);
  return open(defender, only === undefined || others.length > 0 ? portalList : portalLink(only));
}

/** `And 4 more.`, where there are more than fit; `beyond` says how to see them. */
export const andMore = (count: number, beyond: string): readonly Line[] =>
  given(count > mostRows ? `And ${String(count - mostRows)} more${beyond}` : '', (words) =>
    line(run.plain(words)),
  );
