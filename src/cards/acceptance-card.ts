import type { AcceptanceView } from '../app/acceptance-view.ts';
import { decided, final, undecided } from '../domain/acceptance.ts';
import { levels } from '../domain/control.ts';
import {
  acceptanceInputs,
  type AcceptanceInputs,
  homelessComplaints,
  homelessTyped,
} from './acceptance-inputs.ts';
import { type Button, press, primaryFirst } from './buttons.ts';
import { needsHand, portalButton, steps as stepsByHand } from './by-hand.ts';
import { newestComment } from './comment-lines.ts';
import { evidenceLines } from './evidence-lines.ts';
import type { Extras } from './extras.ts';
import { fiveLines } from './five-lines.ts';
import { labelOf } from '../domain/words.ts';
import { proposeTitle, stepTitles } from './labels.ts';
import { given, type Line, line, run, type Section } from './lines.ts';
import { materialSection } from './material-lines.ts';
import { answersSection } from './renewal-answers.ts';
import { type AdaptiveCard, fitted, template } from './render.ts';
import { resubmitCard } from './resubmit-card.ts';
import { headingState } from './review-due.ts';
import { foot, standing } from './standing.ts';

/** All that `cards/acceptance.json` may show. */
type AcceptanceCardView = AcceptanceInputs & {
  readonly heading: string;
  readonly fallbackText: string;
  readonly top: readonly Line[];
  readonly lines: readonly Line[];
  readonly sections: readonly Section[];
  /** What stands over the three questions of a review. */
  readonly renewing: readonly { readonly text: string }[];
  readonly levels: readonly { readonly title: string; readonly value: string }[];
  readonly foot: readonly Line[];
  readonly buttons: readonly Button[];
};

const draw: (view: AcceptanceCardView) => AdaptiveCard = template('acceptance');

/** Characters of what others wrote, and of what the viewer typed: that is cut last. */
interface Size {
  readonly shown: number;
  readonly typed: number;
}

const sizes: readonly [Size, ...Size[]] = [
  { shown: Infinity, typed: Infinity },
  { shown: 300, typed: Infinity },
  ...[1000, 700, 400, 200].map((typed) => ({ shown: 100, typed })),
];

/** An acceptance as its viewer sees it: the form for a proposer who was asked for changes, else the card. */
export const acceptanceMessage = (view: AcceptanceView, extras: Extras = {}): AdaptiveCard =>
  view.choices.includes('resubmit')
    ? resubmitCard(view, extras)
    : fitted(sizes, (size) => draw(cardView(offered(view), extras, size)));

function cardView(
  view: AcceptanceView,
  { notice = '', complaints = {}, typed = {} }: Extras,
  { shown, typed: most }: Size,
): AcceptanceCardView {
  const { acceptance } = view;
  const heading = `${acceptance.id} · ${headingState(view)}`;
  const inputs = acceptanceInputs(view, complaints, typed, most);
  const present = Object.entries(inputs).flatMap(([name, list]) =>
    (list as readonly unknown[]).length > 0 ? [name] : [],
  );
  const after = standing(view, shown);
  return {
    heading,
    fallbackText: `${heading}. This app cannot show the card: please open it in a newer Teams.`,
    top: [
      ...given(notice, (words) => line(run.strong(words))),
      ...homelessComplaints(complaints, { ...inputs }),
    ],
    lines: fiveLines(view),
    sections: [
      ...materialSection(view),
      ...answersSection(view, Math.min(shown, 300)),
      { label: final.includes(acceptance.state) ? 'Outcome' : 'How it stands', lines: after },
      ...evidence(view),
      ...stepsByHand(view),
      ...newestComment(view, Math.min(shown, 400)),
      ...homelessTyped(typed, present, most),
    ].filter(({ lines }) => lines.length > 0),
    ...inputs,
    renewing: inputs.riskChange.length > 0 ? [{ text: 'To renew it: what the review found' }] : [],
    levels: levels.map((value) => ({ title: value, value })),
    foot: [...askFor(view), foot(view)],
    buttons: buttons(view),
  };
}

/** What raises the score on our word is decided on its evidence, and set by hand with it. */
function evidence(view: AcceptanceView): readonly Section[] {
  const { acceptance } = view;
  const isAsked = undecided.includes(acceptance.state) || needsHand(view);
  return acceptance.treatment !== 'riskAccepted' && isAsked
    ? [{ label: labelOf('evidence'), lines: evidenceLines(acceptance, 'short') }]
    : [];
}

/** The viewer's steps in their fixed order, and the way to the details. */
function buttons(view: AcceptanceView): readonly Button[] {
  const { id, revision } = view.acceptance;
  const { controlId } = view.acceptance;
  const steps = stepTitles
    .filter(([event]) => view.choices.includes(event))
    .map(([event, title]) => ({ event, button: press(title, event, dataFor(view, event)) }));
  const drawn = (from: string, to?: string): readonly Button[] =>
    steps
      .filter(({ event }) => rank(event) >= rank(from) && (!to || rank(event) < rank(to)))
      .map(({ button }) => button);
  const isOpen = !isOver(view);
  return primaryFirst([
    ...(isOpen && view.mayProposeAgain ? [press(proposeTitle, 'openForm', { controlId })] : []),
    ...drawn('approve', 'markDone'),
    ...(needsHand(view) ? [portalButton(view)] : []),
    ...drawn('markDone', 'bringForward'),
    ...(isOpen && view.mayTake ? [press('I take it', 'takeIt', { id })] : []),
    ...drawn('bringForward'),
    ...(isOpen ? [press('Details', 'details', { id, revision })] : []),
  ]);
}

/**
 * After a decision a card that nobody asked for only tells; what a person has to do by hand stays. A review that is
 * due is to be decided again.
 */
const isOver = ({ acceptance: { state }, asked }: AcceptanceView): boolean =>
  !asked && state !== 'ReviewDue' && (decided.includes(state) || final.includes(state));

/** A renewal is known by its draft, so that a second delivery finds what the first became. */
const dataFor = (
  { acceptance: { id, revision }, succession }: AcceptanceView,
  event: string,
): Readonly<Record<string, unknown>> =>
  event === 'renew' ? { id, revision, draftId: succession.renewalDraft } : { id, revision };

/** The view with the steps that its card offers, of those that the viewer may take. */
const offered = (view: AcceptanceView): AcceptanceView =>
  isOver(view) ? { ...view, choices: view.choices.filter((event) => event === 'markDone') } : view;

const askFor = (view: AcceptanceView): readonly Line[] =>
  isOver(view)
    ? [line(run.plain(`Say “show ${view.acceptance.id}” for its details and further steps.`))]
    : [];

const rank = (event: string): number => stepTitles.findIndex(([one]) => one === event);
