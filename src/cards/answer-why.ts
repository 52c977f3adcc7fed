import type { Age, TakenStep, WhyAnswer } from '../app/answers.ts';
import {
  type Acceptance,
  decided,
  final,
  stateNames,
  treatmentNames,
} from '../domain/acceptance.ts';
import { controlKey } from '../domain/control.ts';
import { roleNames } from '../domain/person.ts';
import { endWords, eventWords, labelOf } from '../domain/words.ts';
import { acceptanceRow, dayOn, type Telling } from './answer-acceptances.ts';
import { andMore, type AnswerParts } from './answer-view.ts';
import { press } from './buttons.ts';
import { given, type Line, line, paragraphs, run, type Section } from './lines.ts';
import type { ListRow } from './list-card.ts';
import { actorOf, nameOf, shorten } from './phrases.ts';

/** Why something was accepted, or who approved it; the reasons only where the register's texts may be shown. */
export function whyAnswer(answer: WhyAnswer, { zone }: Age, most: number): AnswerParts {
  const { items, names, today, control, texts } = answer;
  const [newest] = items;
  if (!newest)
    return {
      answer: notFound(answer),
      lines: [],
      ...(control ? { controlIds: [control.id] } : { noLink: true as const }),
    };
  const telling: Telling = { names, zone, today };
  if (new Set(items.map(({ controlId }) => controlKey(controlId))).size > 1)
    return whichOne(answer, newest, telling);
  return {
    answer: answer.is === 'who' ? whoDecided(answer, newest, telling) : whatHolds(newest, telling),
    lines: [...ending(newest), ...reduced(newest), ...untold(answer), ...whoDid(answer, telling)],
    sections: answer.is === 'why' && texts ? reasons(newest, most) : [],
    rows: items.map((one) => row(one, telling, texts)),
    notes: andMore(items.length, '.'),
    controlIds: items.map(({ controlId }) => controlId),
  };
}

/** The words fit several recommendations: none of them speaks for another. */
function whichOne(
  { is, items, words, texts }: WhyAnswer,
  { id }: Acceptance,
  telling: Telling,
): AnswerParts {
  const say = is === 'why' ? `why was ${id} accepted` : `who approved ${id}`;
  return {
    answer: `“${shorten(words, 160)}” fits ${String(items.length)} recommendations with an acceptance.`,
    lines: [line(run.plain(`Please say which one, for example “${say}”.`))],
    rows: items.map((one) => row(one, telling, texts)),
    notes: andMore(items.length, ': please say more of its name.'),
    controlIds: items.map(({ controlId }) => controlId),
  };
}

function notFound({ words, control }: WhyAnswer): string {
  if (control) return `“${shorten(control.title, 160)}” has no acceptance.`;
  return `There is no acceptance for “${shorten(words, 160)}”.`;
}

/** `RA-2026-0042 was approved by Carl Cato (CISO) on 22 Nov 2026.` */
function whoDecided({ steps }: WhyAnswer, acceptance: Acceptance, telling: Telling): string {
  const { id, state } = acceptance;
  const approval = approvalWords(acceptance, telling);
  if (approval !== '') return `${id} was ${approval}.`;
  if (!final.includes(state))
    return `Nobody has approved ${id} yet: ${stateNames[state].toLowerCase()}.`;
  const last = steps.findLast(isOfPeople);
  const ended = last ? `: ${stepWords(last, telling)}` : `: ${stateNames[state].toLowerCase()}`;
  return `Nobody approved ${id}${ended}.`;
}

/** `Ed Ellis (Engineer) proposed it on 3 Aug 2026` */
function stepWords({ event, byId, role, at }: TakenStep, { names, zone }: Telling): string {
  const as = role ? ` (${roleNames[role]})` : '';
  return `${nameOf(names, byId)}${as} ${eventWords[event] ?? event} on ${dayOn(at, zone)}`;
}

/** What Secure Score was seen to show is no step of a person. */
const isOfPeople = ({ event }: TakenStep): boolean =>
  Object.hasOwn(eventWords, event) && event !== 'verified';

/** Everybody who had a hand in it. */
const whoDid = ({ is, steps }: WhyAnswer, telling: Telling): readonly Line[] =>
  is === 'who'
    ? steps
        .filter(isOfPeople)
        .slice(-MOST_STEPS)
        .map((step) => line(run.plain(`${stepWords(step, telling)}.`)))
    : [];

const MOST_STEPS = 8;

function approvalWords(
  { approverId, approverRole, approverRoleFrom, decidedAt }: Acceptance,
  { names, zone }: Pick<Telling, 'names' | 'zone'>,
): string {
  if (approverId === null || decidedAt === null) return '';
  const role = approverRole ? ` (${roleNames[approverRole]})` : '';
  return `approved by ${actorOf(names, approverId, approverRoleFrom)}${role} on ${dayOn(decidedAt, zone)}`;
}

/** `“Cloud Discovery” is accepted with RA-2026-0042, approved by Carl Cato (CISO) on 22 Nov 2026.` */
function whatHolds(acceptance: Acceptance, telling: Telling): string {
  const { id, state, facts, treatment } = acceptance;
  const title = `“${shorten(facts.title, 160)}”`;
  const approval = approvalWords(acceptance, telling);
  if (approval === '') return `${title} is not accepted: ${id} is ${openWords(state)}.`;
  const is = decided.includes(state) ? 'is' : 'was';
  const how = treatment === 'riskAccepted' ? 'accepted' : `set to “${treatmentNames[treatment]}”`;
  return `${title} ${is} ${how} with ${id}, ${approval}.`;
}

/** `in review`, `rejected` */
const openWords = (state: Acceptance['state']): string => stateNames[state].toLowerCase();

function ending({ endReason, endedAt }: Acceptance): readonly Line[] {
  const why = endReason === null || endedAt === null ? '' : endWords[endReason];
  return given(why, (words) => line(run.plain(words)));
}

const reduced = ({ sodReduced }: Acceptance): readonly Line[] =>
  sodReduced
    ? [line(run.plain('The same person endorsed and approved it, as your settings allow.'))]
    : [];

const untold = ({ is, texts }: WhyAnswer): readonly Line[] =>
  is === 'why' && !texts
    ? [
        line(
          run.plain(
            'The reasons are not shown here. Whoever holds a role finds them in their own chat with me.',
          ),
        ),
      ]
    : [];

/** What was written, as far as it bears on the question. */
const reasons = (acceptance: Acceptance, most: number): readonly Section[] =>
  (['justification', 'businessContext', 'conditions', 'reason'] as const).map((field) => ({
    label: labelOf(field),
    lines: paragraphs(acceptance[field], most),
  }));

/** With the way to all of it, where that may be shown. */
function row(acceptance: Acceptance, telling: Telling, texts: boolean): ListRow {
  const { id } = acceptance;
  return {
    ...acceptanceRow(acceptance, telling),
    actions: texts ? [press('Show', 'show', { id }, `Show ${id}`)] : [],
  };
}
