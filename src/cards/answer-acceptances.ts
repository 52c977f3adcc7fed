import type { AcceptancesAnswer, Age, WaitingAnswer } from '../app/answers.ts';
import { type Acceptance, inForce, stateNames } from '../domain/acceptance.ts';
import { dayOf, plusDays, sayDay } from '../domain/calendar.ts';
import { andMore, type AnswerParts } from './answer-view.ts';
import { type Line, line, run } from './lines.ts';
import type { ListRow } from './list-card.ts';
import { inPeriod } from './period-words.ts';
import { capital, counted, listed, nameOf, shorten } from './phrases.ts';

type Names = Readonly<Record<string, string>>;

/** Where and when acceptances are told of. */
export interface Telling {
  readonly names: Names;
  readonly zone: string;
  readonly today: string;
}

/** What was accepted, is overdue, or falls due. */
export function acceptancesAnswer(answer: AcceptancesAnswer, { zone }: Age): AnswerParts {
  const { is, items, names, today } = answer;
  return {
    answer: inOneLine(answer),
    lines: [span(answer)],
    rows: items.map((one) => acceptanceRow(one, { names, zone, today })),
    notes: andMore(items.length, `: say “${beyond[is]}” to see all.`),
    controlIds: items.map(({ controlId }) => controlId),
  };
}

const beyond = { accepted: 'register', overdue: 'register overdue', expiring: 'register active' };

function inOneLine({ is, items, period, days }: AcceptancesAnswer): string {
  const when = period === undefined ? '' : ` ${inPeriod(period)}`;
  const within = when === '' ? ` within ${counted(days ?? 0, 'day')}` : when;
  const words = {
    accepted: ['Nothing was accepted', 'was approved', 'were approved', when],
    overdue: ['Nothing is overdue', 'is overdue', 'are overdue', ''],
    expiring: ['No acceptance falls due', 'falls due', 'fall due', within],
  } as const;
  const [none, one, many, end] = words[is];
  if (items.length === 0) return `${none}${end}.`;
  return `${counted(items.length, 'acceptance')} ${items.length === 1 ? one : many}${end}.`;
}

function span({ is, period, days, today }: AcceptancesAnswer): Line {
  const words =
    is === 'expiring' && !period
      ? `Review dates from ${sayDay(today)} to ${sayDay(plusDays(today, days ?? 0))}`
      : is === 'overdue'
        ? `In force, with a review date before ${sayDay(today)}`
        : period && `${capital(period.name)}: ${sayDay(period.from)} to ${sayDay(period.to)}`;
  return line(run.quiet(`${words ?? `Up to ${sayDay(today)}`}.`));
}

/** An acceptance with what a channel may see of it: id, title, state, dates and names. */
export const acceptanceRow = (acceptance: Acceptance, telling: Telling): ListRow => ({
  lines: [
    line(run.strong(shorten(acceptance.facts.title, 160))),
    line(
      run.plain(
        [acceptance.id, stateNames[acceptance.state], ...dates(acceptance, telling)].join(' · '),
      ),
    ),
    line(run.quiet(people(acceptance, telling.names))),
  ],
  actions: [],
});

/** The day of an instant in the tenant's zone, in words. */
export const dayOn = (at: string, zone: string): string => sayDay(dayOf(new Date(at), zone));

function dates(
  { state, proposedAt, decidedAt, reviewOn, endedAt }: Acceptance,
  { zone, today }: Telling,
): readonly string[] {
  const approved = decidedAt === null ? [] : [`approved ${dayOn(decidedAt, zone)}`];
  if (endedAt !== null) return [...approved, `ended ${dayOn(endedAt, zone)}`];
  if (decidedAt === null) return [`proposed ${dayOn(proposedAt, zone)}`];
  if (reviewOn === null) return approved;
  const overdue = inForce.includes(state) && reviewOn < today;
  return [...approved, `${overdue ? 'overdue since' : 'review'} ${sayDay(reviewOn)}`];
}

function people({ proposerId, approverId }: Acceptance, names: Names): string {
  const approved = approverId === null ? '' : `, approved by ${nameOf(names, approverId)}`;
  return `Proposed by ${nameOf(names, proposerId)}${approved}`;
}

/** Who waits for the person who asks. */
export function waitingAnswer({ items, names }: WaitingAnswer, { zone }: Age): AnswerParts {
  const proposers = [...new Set(items.map(({ proposerId }) => nameOf(names, proposerId)))];
  const telling = { names, zone, today: '' };
  const what = items.length === 1 ? 'a proposal' : `${String(items.length)} proposals`;
  const wait = proposers.length === 1 ? 'waits' : 'wait';
  return {
    answer:
      items.length === 0
        ? 'Nobody waits for you.'
        : `${listed(proposers)} ${wait} for you, with ${what}.`,
    lines: [],
    rows: items.map((one) => acceptanceRow(one, telling)),
    notes: andMore(items.length, ': say “queue” to see what to do.'),
    controlIds: items.map(({ controlId }) => controlId),
  };
}
