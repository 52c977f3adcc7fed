import { type Acceptance, inForce, stateNames } from '../domain/acceptance.ts';
import { dayOf, sayDay } from '../domain/calendar.ts';
import { press } from './buttons.ts';
import { type ListRow, listCard, pageWords, rowsAPage } from './list-card.ts';
import { line, run } from './lines.ts';
import { nameOf, points, shorten } from './phrases.ts';
import type { AdaptiveCard } from './render.ts';

/** A page of the register. */
export interface RegisterPage {
  /** Those from the offset on. */
  readonly items: readonly Acceptance[];
  readonly names: Readonly<Record<string, string>>;
  readonly total: number;
  readonly offset: number;
  /** Sent back with **More**, as it is. */
  readonly filter: string;
  readonly zone: string;
  readonly today: string;
  /** For a channel: ids, titles, states, dates and names only. */
  readonly brief: boolean;
}

const filterWords: Readonly<Record<string, string>> = {
  open: 'Not decided, or not in force yet',
  active: 'In force',
  due: 'Review due within 30 days',
  overdue: 'Overdue',
};

/** The register, a page of it. */
export function registerCard(page: RegisterPage): AdaptiveCard {
  const { items, total, offset, filter, today } = page;
  const shown = items.slice(0, rowsAPage);
  const next = offset + shown.length;
  const which = filterWords[filter] ?? 'All entries';
  const count = shown.length === 0 ? 'none.' : pageWords(offset, shown.length, total);
  return listCard({
    heading: 'Register',
    top: [line(run.plain(`${which}: ${count}`))],
    rows: shown.map((one) => row(one, page)),
    foot: [line(run.quiet(`As of ${sayDay(today)}.`))],
    buttons:
      shown.length > 0 && next < total ? [press('More', 'register', { filter, offset: next })] : [],
  });
}

function row(acceptance: Acceptance, page: RegisterPage): ListRow {
  const { id, state, facts, residualRisk } = acceptance;
  const more = page.brief
    ? []
    : [`${points(facts.pointsAtRisk)} points`, `residual risk ${residualRisk}`];
  return {
    lines: [
      line(run.strong(shorten(facts.title, 160))),
      line(run.plain([id, stateNames[state], ...dates(acceptance, page), ...more].join(' · '))),
      line(run.quiet(people(acceptance, page.names))),
    ],
    actions: page.brief ? [] : [press('Show', 'show', { id }, `Show ${id}`)],
  };
}

function dates(
  { state, reviewOn, proposedAt, endedAt }: Acceptance,
  { zone, today }: RegisterPage,
): readonly string[] {
  const day = (at: string): string => sayDay(dayOf(new Date(at), zone));
  if (endedAt !== null) return [`ended ${day(endedAt)}`];
  if (reviewOn === null) return [`proposed ${day(proposedAt)}`];
  const overdue = inForce.includes(state) && reviewOn < today;
  return [overdue ? `overdue since ${sayDay(reviewOn)}` : `review ${sayDay(reviewOn)}`];
}

function people({ proposerId, approverId }: Acceptance, names: RegisterPage['names']): string {
  const approved = approverId === null ? '' : `, approved by ${nameOf(names, approverId)}`;
  return `Proposed by ${nameOf(names, proposerId)}${approved}`;
}
