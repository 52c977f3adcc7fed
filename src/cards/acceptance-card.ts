import type { AcceptanceView } from '../app/acceptance-view.ts';
import { decided, final, stateNames } from '../domain/acceptance.ts';
import {
  acceptanceInputs,
  type AcceptanceInputs,
  homelessComplaints,
  homelessTyped,
} from './acceptance-inputs.ts';
import { type Button, press, primaryFirst } from './buttons.ts';
import { needsHand, portalButton, steps as stepsByHand } from './by-hand.ts';
import { fiveLines } from './five-lines.ts';
import type { Extras } from './extras.ts';
import { stepTitles } from './labels.ts';
import { given, type Line, line, run, type Section } from './lines.ts';
import { type AdaptiveCard, fitted, template } from './render.ts';
import { resubmitCard } from './resubmit-card.ts';
import { foot, standing } from './standing.ts';

/** All that `cards/acceptance.json` may show. */
interface AcceptanceCardView extends AcceptanceInputs {
  readonly heading: string;
  readonly fallbackText: string;
  readonly top: readonly Line[];
  readonly lines: readonly Line[];
  readonly sections: readonly Section[];
  readonly foot: readonly Line[];
  readonly buttons: readonly Button[];
}

const draw: (view: AcceptanceCardView) => AdaptiveCard = template('acceptance');

/** An acceptance as its viewer sees it: the form for a proposer who was asked for changes, else the card. */
export const acceptanceMessage = (view: AcceptanceView, extras: Extras = {}): AdaptiveCard =>
  view.choices.includes('resubmit')
    ? resubmitCard(view, extras)
    : fitted([Infinity, 1000, 700, 400], (most) => draw(cardView(offered(view), extras, most)));

function cardView(
  view: AcceptanceView,
  { notice = '', complaints = {}, typed = {} }: Extras,
  most: number,
): AcceptanceCardView {
  const { acceptance } = view;
  const heading = `${acceptance.id} · ${stateNames[acceptance.state]}`;
  const inputs = acceptanceInputs(view, complaints, typed, most);
  const present = Object.entries(inputs).flatMap(([name, list]) =>
    (list as readonly unknown[]).length > 0 ? [name] : [],
  );
  const after = standing(view, most);
  return {
    heading,
    fallbackText: `${heading}. This app cannot show the card: please open it in a newer Teams.`,
    top: [
      ...given(notice, (words) => line(run.strong(words))),
      ...homelessComplaints(complaints, { ...inputs }),
    ],
    lines: fiveLines(view),
    sections: [
      { label: final.includes(acceptance.state) ? 'Outcome' : 'How it stands', lines: after },
      ...stepsByHand(view),
      ...homelessTyped(typed, present, most),
    ],
    ...inputs,
    foot: [...askFor(view), foot(view)],
    buttons: buttons(view),
  };
}

/** The viewer's steps in their fixed order, and the way to the details. */
function buttons(view: AcceptanceView): readonly Button[] {
  const { id, revision } = view.acceptance;
  const steps = stepTitles
    .filter(([event]) => view.choices.includes(event))
    .map(([event, title]) => ({ event, button: press(title, event, { id, revision }) }));
  const before = steps.filter(({ event }) => rank(event) < rank('markDone'));
  const after = steps.filter(({ event }) => rank(event) >= rank('markDone'));
  return primaryFirst([
    ...before.map(({ button }) => button),
    ...(needsHand(view) ? [portalButton(view)] : []),
    ...after.map(({ button }) => button),
    ...(isOver(view) ? [] : [press('Details', 'details', { id, revision })]),
  ]);
}

/** After a decision a card that nobody asked for only tells; what a person has to do by hand stays. */
const isOver = ({ acceptance, asked }: AcceptanceView): boolean =>
  !asked && (decided.includes(acceptance.state) || final.includes(acceptance.state));

/** The view with the steps that its card offers, of those that the viewer may take. */
const offered = (view: AcceptanceView): AcceptanceView =>
  isOver(view) ? { ...view, choices: view.choices.filter((event) => event === 'markDone') } : view;

const askFor = (view: AcceptanceView): readonly Line[] =>
  isOver(view)
    ? [line(run.plain(`Say “show ${view.acceptance.id}” for its details and further steps.`))]
    : [];

const rank = (event: string): number => stepTitles.findIndex(([one]) => one === event);
