import type { AcceptanceView } from '../app/acceptance-view.ts';
import { isDay, sayDay } from '../domain/calendar.ts';
import { levels } from '../domain/control.ts';
import { type Complaints, latestReview } from '../domain/proposal.ts';
import { fieldLabels, labelOf } from '../domain/words.ts';
import type { Event } from '../domain/workflow-table.ts';
import type { Typed } from './extras.ts';
import { given, type Line, line, opening, run, type Section, warning } from './lines.ts';
import { shorten } from './phrases.ts';
import { reasonHint, reasonWords } from './reason-hint.ts';

/** A field with what stands in it, what is wrong with it, and a word of help. */
export interface InputView {
  readonly value: string;
  readonly hint: string;
  readonly complaint: readonly Line[];
}

const inputNames = [
  'businessContext',
  'conditions',
  'riskChange',
  'mitigationsNow',
  'reasonsHold',
  'residualRisk',
  'reviewOn',
  'reason',
  'comment',
] as const;
type InputName = (typeof inputNames)[number];

/** Each field is there once, or not at all. */
export type AcceptanceInputs = Readonly<Record<InputName, readonly InputView[]>>;

/** The fields that the viewer's buttons need, and no others. */
export function acceptanceInputs(
  view: AcceptanceView,
  complaints: Complaints,
  typed: Typed,
  most: number,
): AcceptanceInputs {
  const needed = neededFor(view);
  const field = (name: InputName): readonly InputView[] => {
    if (!needed.has(name)) return [];
    const value = typed[name] ?? stored(view, name);
    const input = {
      value: value.slice(0, most),
      hint: hintOf(view, name),
      complaint: given(complaints[name], warning),
    };
    if (name === 'reviewOn') return [dateInput(input, value)];
    return [name === 'residualRisk' ? choiceInput(input, levels) : input];
  };
  return Object.fromEntries(inputNames.map((name) => [name, field(name)])) as Record<
    InputName,
    readonly InputView[]
  >;
}

/** What stands in a field before anything is typed. */
function stored({ acceptance, choices }: AcceptanceView, name: InputName): string {
  if (name === 'businessContext' || name === 'conditions' || name === 'residualRisk')
    return acceptance[name];
  // A renewal counts its time anew.
  return name === 'reviewOn' && !choices.includes('renew') ? (acceptance.reviewOn ?? '') : '';
}

function hintOf(view: AcceptanceView, name: InputName): string {
  if (name === 'reason') return reasonHint(view);
  if (name !== 'reviewOn') return '';
  return view.choices.includes('renew') ? longestHint(view.today) : reviewHint(view);
}

/** A choice that is not offered is not lost: it stands beneath the field. */
export function choiceInput(input: InputView, offered: readonly string[]): InputView {
  if (input.value === '' || offered.includes(input.value)) return input;
  const said = line(run.plain(`Not offered any more: ${shorten(input.value, 100)}`));
  return { ...input, value: '', complaint: [...input.complaint, said] };
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
  const reviewing = acceptance.state === 'InReview';
  const needs: readonly (readonly [boolean, readonly InputName[]])[] = [
    [reviewing && has('endorse', 'approve', 'raiseRoute', 'requestChanges'), ['businessContext']],
    [has('approve'), ['conditions']],
    [has('approve') && !reviewing, ['reviewOn']],
    [has('renew'), ['riskChange', 'mitigationsNow', 'reasonsHold', 'residualRisk', 'reviewOn']],
    [reasonWords(view).length > 0, ['reason']],
    [has('comment'), ['comment']],
  ];
  return new Set(needs.flatMap(([is, names]) => (is ? names : [])));
}

/** How far ahead a review may be, where the residual risk may yet be any. */
export const longestHint = (today: string): string =>
  `At most 12 months ahead (${sayDay(latestReview(today, 'Low'))}), 6 for a High residual risk (${sayDay(latestReview(today, 'High'))}). Empty: as late as that.`;

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
