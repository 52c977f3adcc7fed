import type { AcceptedByAnswer, Age } from '../app/answers.ts';
import { type Acceptance, inForce, stateNames } from '../domain/acceptance.ts';
import { sayDay } from '../domain/calendar.ts';
import { roleNames } from '../domain/person.ts';
import { dayOn } from './answer-acceptances.ts';
import { andMore, type AnswerParts } from './answer-view.ts';
import { line, run } from './lines.ts';
import type { ListRow } from './list-card.ts';
import { inPeriod } from './period-words.ts';
import { actorIn, actorOf, capital, counted, listed, shorten } from './phrases.ts';

/** Who approved what, in which role and by whose right; ids, titles, states, dates and names only. */
export function acceptedByAnswer(answer: AcceptedByAnswer, { zone }: Age): AnswerParts {
  const { items, period, asDeputy, today } = answer;
  const span = period
    ? `${capital(period.name)}: ${sayDay(period.from)} to ${sayDay(period.to)}.`
    : `${asDeputy ? 'Whenever it was, up to' : 'What holds on'} ${sayDay(today)}.`;
  return {
    answer: inOneLine(answer),
    lines: [
      line(run.quiet(span)),
      ...(items.length === 0 ? [] : [line(run.plain(`Approved by ${tally(answer)}.`))]),
    ],
    rows: items.map((one) => row(one, answer, zone)),
    notes: andMore(
      items.length,
      period || asDeputy
        ? ': name a shorter time to see them.'
        : ': say “register active” to see all.',
    ),
    controlIds: items.map(({ controlId }) => controlId),
  };
}

function inOneLine({ items, period, asDeputy }: AcceptedByAnswer): string {
  const how = asDeputy ? ' by a deputy' : '';
  const when = period ? ` ${inPeriod(period)}` : '';
  if (items.length === 0)
    return period || asDeputy ? `Nothing was approved${how}${when}.` : 'Nothing is accepted now.';
  const count = counted(items.length, 'acceptance');
  const verb = items.length === 1 ? 'was' : 'were';
  return period || asDeputy
    ? `${count} ${verb} approved${how}${when}.`
    : `${count} ${items.length === 1 ? 'holds' : 'hold'} now.`;
}

/** `Carl Cato (CISO): 10, Mia Maro (IT manager): 2`, the most first. */
function tally({ items, names }: AcceptedByAnswer): string {
  const byWhom = Map.groupBy(items, (one) => approver(one, names));
  return listed(
    [...byWhom]
      .toSorted(([, one], [, other]) => other.length - one.length)
      .map(([who, some]) => `${who}: ${String(some.length)}`),
  );
}

const approver = (
  { approverId, approverRole: role, approverRoleFrom: roleFrom }: Acceptance,
  names: AcceptedByAnswer['names'],
): string => actorIn(names, { id: approverId ?? '', role, roleFrom });

function row(one: Acceptance, { names }: AcceptedByAnswer, zone: string): ListRow {
  const { id, facts, state, approverId, approverRole, approverRoleFrom, decidedAt } = one;
  const who = actorOf(names, approverId ?? '', approverRoleFrom);
  const as = approverRole === null ? '' : ` as ${roleNames[approverRole]}`;
  const on = decidedAt === null ? '' : ` on ${dayOn(decidedAt, zone)}`;
  return {
    lines: [
      line(run.strong(shorten(facts.title, 160))),
      line(run.plain([id, stateNames[state], ...force(one, zone)].join(' · '))),
      line(run.quiet(`Approved${as} by ${who}${on}`)),
    ],
    actions: [],
  };
}

/** Whether it is in force, where its state does not say so. */
function force({ state, inForceSince, endedAt }: Acceptance, zone: string): readonly string[] {
  if (endedAt !== null) return [`not in force since ${dayOn(endedAt, zone)}`];
  return inForce.includes(state) && inForceSince !== null
    ? [`in force since ${dayOn(inForceSince, zone)}`]
    : [];
}
