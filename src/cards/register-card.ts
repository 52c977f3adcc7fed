import type { RegisterFilter, RegisterPage } from '../app/register.ts';
import { type Acceptance, inForce, stateNames } from '../domain/acceptance.ts';
import { dayOf, sayDay } from '../domain/calendar.ts';
import { press } from './buttons.ts';
import { type ListRow, listCard, pageWords, rowsAPage } from './list-card.ts';
import { type Line, line, run } from './lines.ts';
import { actorOf, nameOf, points, shorten } from './phrases.ts';
import type { AdaptiveCard } from './render.ts';

/** A page of the register, and where it is shown. */
interface ShownPage extends RegisterPage {
  /** For a channel: ids, titles, states, dates and names only. */
  readonly brief: boolean;
}

const filterWords: Readonly<Record<RegisterFilter, string>> = {
  all: 'All entries',
  open: 'Not decided, or not in force yet',
  active: 'In force',
  due: 'Review due within 30 days',
  overdue: 'Overdue',
  ended: 'Ended, in whatever way',
  rejected: 'Rejected',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
  revoked: 'Revoked',
  closed: 'Closed',
};

/** Where else to look when there is nothing, whatever words there were. */
const elsewhere: Readonly<Record<RegisterFilter, string>> = {
  all: 'Start one with “propose” and a recommendation.',
  open: 'Try “register active” or “register ended”.',
  active: 'Try “register open” or “register ended”.',
  due: 'Try “register overdue” or “register active”.',
  overdue: 'Try “register due” or “register expired”.',
  ended: 'Try “register active” or “register open”.',
  rejected: 'Try “register withdrawn” or “register ended”.',
  expired: 'Try “register overdue” or “register ended”.',
  withdrawn: 'Try “register rejected” or “register ended”.',
  revoked: 'Try “register expired” or “register ended”.',
  closed: 'Try “register expired” or “register ended”.',
};

/** The register, a page of it. */
export function registerCard(page: ShownPage): AdaptiveCard {
  const { items, total, offset, filter, words, today } = page;
  const shown = items.slice(0, rowsAPage);
  const next = offset + shown.length;
  const which =
    words === '' ? filterWords[filter] : `${filterWords[filter]}, with “${shorten(words, 100)}”`;
  const count = total === 0 ? 'none.' : pageWords(offset, shown.length, total);
  return listCard({
    heading: 'Register',
    top: [line(run.plain(`${which}: ${count}`)), ...(total === 0 ? otherwise(page) : [])],
    rows: shown.map((one) => row(one, page)),
    foot: [line(run.quiet(`As of ${sayDay(today)}.`))],
    buttons:
      shown.length > 0 && next < total
        ? [press('More', 'register', { filter, words, offset: next })]
        : [],
  });
}

function otherwise({ filter, words }: ShownPage): readonly Line[] {
  const looked =
    'Words are looked for in ids, titles, categories and products; all of them must fit, so fewer find more.';
  const all = filter === 'all' ? 'Type “register” for all entries.' : elsewhere[filter];
  return [line(run.plain(words === '' ? elsewhere[filter] : `${looked} ${all}`))];
}

function row(acceptance: Acceptance, page: ShownPage): ListRow {
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
  { zone, today }: ShownPage,
): readonly string[] {
  const day = (at: string): string => sayDay(dayOf(new Date(at), zone));
  if (endedAt !== null) return [`ended ${day(endedAt)}`];
  if (reviewOn === null) return [`proposed ${day(proposedAt)}`];
  const overdue = inForce.includes(state) && reviewOn < today;
  return [overdue ? `overdue since ${sayDay(reviewOn)}` : `review ${sayDay(reviewOn)}`];
}

function people(acceptance: Acceptance, names: ShownPage['names']): string {
  const { proposerId, approverId, approverRoleFrom: from } = acceptance;
  const approved = approverId === null ? '' : `, approved by ${actorOf(names, approverId, from)}`;
  return `Proposed by ${nameOf(names, proposerId)}${approved}`;
}
