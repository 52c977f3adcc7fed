import type { AcceptanceView } from '../app/acceptance-view.ts';
import { stateNames, treatmentNames } from '../domain/acceptance.ts';
import { pointsAtRisk, portalStatus } from '../domain/control.ts';
import { theSystem } from '../domain/person.ts';
import { type FormField, formFields } from '../domain/proposal.ts';
import { homelessTyped } from './acceptance-inputs.ts';
import { press } from './buttons.ts';
import type { Extras, Typed } from './extras.ts';
import { newestComment } from './comment-lines.ts';
import { copied } from './copied-form.ts';
import { given, labelled, type Line, line, run, type Section } from './lines.ts';
import { asOf, nameOf, points, shorten } from './phrases.ts';
import { changesRequested } from './proposal-card.ts';
import { drawForm } from './proposal-form.ts';
import type { AdaptiveCard } from './render.ts';

/** The form again, for a proposer who was asked for changes: filled with the texts as they stand. */
export function resubmitCard(
  view: AcceptanceView,
  { notice = '', complaints = {}, typed = {} }: Extras,
): AdaptiveCard {
  const { acceptance, today, zone, controlAsOf } = view;
  const { id, revision, controlId } = acceptance;
  const data = { id, revision };
  return drawForm({
    top: [
      ...given(notice, (words) => line(run.strong(words))),
      ...changesRequested({ reason: acceptance.reason, byName: askedBy(view) }, 1000),
      ...otherTexts(typed),
    ],
    lines: [...about(view), ...newestComment(view, 300).flatMap(asLines)],
    values: { ...stored(view), ...known(typed) },
    ...(view.choices.includes('comment') ? { comment: typed['comment'] ?? '' } : {}),
    complaints,
    owners: people(view),
    today,
    foot: line(run.quiet(asOf(controlAsOf, zone))),
    buttons: [
      press('Submit for review', 'resubmit', { ...data, controlId, draftId: draftFor(data) }),
      ...(view.choices.includes('withdraw') ? [press('Withdraw', 'withdraw', data)] : []),
      ...(view.choices.includes('comment') ? [press('Comment', 'comment', data)] : []),
      press('Details', 'details', data),
    ],
  });
}

// Not the draft that the acceptance was made from: that one answers with the acceptance as it is.
const draftFor = ({ id, revision }: { id: string; revision: number }): string =>
  `${id}-r${String(revision)}`;

const askedBy = ({ history, names }: AcceptanceView): string =>
  nameOf(names, history.findLast(({ event }) => event === 'requestChanges')?.byId ?? theSystem.id);

function about({ acceptance, control }: AcceptanceView): readonly Line[] {
  const { id, state, facts, treatment, controlId } = acceptance;
  const risk = control ? pointsAtRisk(control) : facts.pointsAtRisk;
  return [
    labelled(id, `${stateNames[state]} · ${treatmentNames[treatment]}`),
    line(
      run.strong(shorten(control?.title ?? facts.title, 200)),
      run.plain(` · ${shorten(facts.category, 40)} · `),
      run.quiet(shorten(controlId, 120)),
    ),
    control
      ? labelled(
          'Secure Score shows',
          `${shorten(portalStatus(control), 60)}, ${points(risk)} of ${points(control.maxScore)} points at risk.`,
        )
      : line(run.plain('Secure Score does not have this recommendation any more.')),
  ];
}

const stored = ({ acceptance }: AcceptanceView): Readonly<Record<FormField, string>> => ({
  ...copied(acceptance),
  reviewOn: acceptance.reviewOn ?? '',
});

const known = (typed: Typed): Partial<Record<FormField, string>> =>
  Object.fromEntries(
    formFields.flatMap((field) => (typed[field] === undefined ? [] : [[field, typed[field]]])),
  );

const otherTexts = (typed: Typed): readonly Line[] =>
  homelessTyped(typed, [...formFields, 'comment'], 300).flatMap(asLines);

const asLines = ({ label, lines }: Section): readonly Line[] => [
  line(run.strong(`${label}:`)),
  ...lines,
];

/** Those whom the card knows by name; Teams finds everybody else. */
const people = ({ names }: AcceptanceView): readonly { id: string; name: string }[] =>
  Object.entries(names)
    .filter(([id]) => id !== theSystem.id)
    .map(([id, name]) => ({ id, name }));
