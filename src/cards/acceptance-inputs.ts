import type { AcceptanceView } from '../app/acceptance-view.ts';
import { isDay, sayDay } from '../domain/calendar.ts';
import { type Complaints, latestReview } from '../domain/proposal.ts';
import type { Event } from '../domain/workflow-table.ts';
import type { Typed } from './extras.ts';
import { fieldLabels, labelOf } from './labels.ts';
import { given, type Line, line, opening, run, type Section, warning } from './lines.ts';
import { shorten } from './phrases.ts';

/** A field with what stands in it, what is wrong with it, and a word of help. */
export interface InputView {
  readonly value: string;
  readonly hint: string;
  readonly complaint: readonly Line[];
}

/** Each field is there once, or not at all. */
export interface AcceptanceInputs {
  readonly businessContext: readonly InputView[];
  readonly conditions: readonly InputView[];
  readonly reviewOn: readonly InputView[];
  readonly reason: readonly InputView[];
}

type InputName = keyof AcceptanceInputs;

const reasonFor: readonly (readonly [Event, string])[] = [
  ['requestChanges', 'request changes'],
  ['reject', 'reject'],
  ['withdraw', 'withdraw'],
  ['revoke', 'revoke'],
];

/** The fields that the viewer's buttons need, and no others. */
export function acceptanceInputs(
  view: AcceptanceView,
  complaints: Complaints,
  typed: Typed,
  most: number,
): AcceptanceInputs {
  const { acceptance, choices } = view;
  const needed = neededFor(view);
  const needsReason = reasonFor.filter(([event]) => isForReason(view, event));
  const field = (name: InputName, stored: string, hint: string): readonly InputView[] =>
    needed.has(name)
      ? [
          {
            value: (typed[name] ?? stored).slice(0, most),
            hint,
            complaint: given(complaints[name], warning),
          },
        ]
      : [];
  const reviewed = typed['reviewOn'] ?? acceptance.reviewOn ?? '';
  const review = field('reviewOn', '', reviewHint(view));
  return {
    businessContext: field('businessContext', acceptance.businessContext, ''),
    conditions: field('conditions', acceptance.conditions, ''),
    reviewOn: review.map((one) => dateInput(one, reviewed)),
    reason: field(
      'reason',
      '',
      reasonHint(
        needsReason.map(([, words]) => words),
        choices,
      ),
    ),
  };
}

/** A date field takes a day and nothing else: anything else that was typed stands beneath it. */
export function dateInput(input: InputView, typed: string): InputView {
  if (typed === '' || isDay(typed)) return { ...input, value: typed };
  const said = line(run.plain(`You typed: ${shorten(typed, 100)}`));
  return { ...input, value: '', complaint: [...input.complaint, said] };
}

function neededFor(view: AcceptanceView): ReadonlySet<InputName> {
  const { acceptance, choices } = view;
  const has = (...some: readonly Event[]): boolean => some.some((one) => choices.includes(one));
  const needed = new Set<InputName>();
  const reviewing = acceptance.state === 'InReview';
  if (reviewing && has('endorse', 'approve', 'raiseRoute', 'requestChanges'))
    needed.add('businessContext');
  if (has('approve')) needed.add('conditions');
  if (has('approve') && !reviewing) needed.add('reviewOn');
  if (reasonFor.some(([event]) => isForReason(view, event))) needed.add('reason');
  return needed;
}

/** A proposer withdraws without giving reasons. */
const isForReason = ({ acceptance, choices, viewerId }: AcceptanceView, event: Event): boolean =>
  choices.includes(event) && !(event === 'withdraw' && acceptance.proposerId === viewerId);

function reasonHint(words: readonly string[], choices: readonly Event[]): string {
  const optional = choices.some((one) => one === 'approve' || one === 'endorse');
  const needed = `Needed to ${words.join(' or ')}`;
  return optional ? `${needed}; leave empty otherwise.` : `${needed}.`;
}

function reviewHint({ acceptance, today }: AcceptanceView): string {
  const { reviewOn, residualRisk } = acceptance;
  const latest = latestReview(today, residualRisk);
  return reviewOn !== null && reviewOn < latest
    ? `After today and not later than proposed: ${sayDay(reviewOn)}.`
    : `After today, ${sayDay(latest)} at the latest. Empty: that day.`;
}

/** What is wrong and has no field on this card to stand beside. */
export const homelessComplaints = (
  complaints: Complaints,
  inputs: Readonly<Partial<Record<string, readonly InputView[]>>>,
): readonly Line[] =>
  Object.entries(complaints).flatMap(([field, said]) => {
    if ((inputs[field] ?? []).length > 0) return [];
    const label = fieldLabels[field];
    return given(said, (words) => warning(label === undefined ? words : `${label}: ${words}`));
  });

/** What was typed into fields that this card does not have, so that nothing is lost. */
export function homelessTyped(typed: Typed, present: readonly string[], most: number): Section[] {
  const lines = Object.entries(typed)
    .filter(([field, text]) => !present.includes(field) && text.trim() !== '')
    .flatMap(([field, text]) => opening(labelOf(field), text, most));
  return lines.length > 0 ? [{ label: 'You had typed', lines }] : [];
}
