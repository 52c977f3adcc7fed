import type { AcceptanceView } from '../app/acceptance-view.ts';
import { isBeingSucceeded } from '../app/succession-view.ts';
import { inForce, stateNames } from '../domain/acceptance.ts';
import { plusDays, sayDay, sayInstant } from '../domain/calendar.ts';
import { GRACE_DAYS } from '../domain/guards-of-time.ts';
import { type Line, line, run, warning } from './lines.ts';
import { actorOf } from './phrases.ts';

type Seen = Pick<AcceptanceView, 'acceptance' | 'today'>;

/** In force, and its review date is behind us. */
export const isOverdue = ({ acceptance: { reviewOn, state }, today }: Seen): boolean =>
  reviewOn !== null && inForce.includes(state) && reviewOn < today;

/** The state as the heading of a card has it. */
export const headingState = (view: Seen): string =>
  view.acceptance.state === 'ReviewDue' && isOverdue(view)
    ? 'Review overdue'
    : stateNames[view.acceptance.state];

/** That the review is due, why it is due already, and until when it may wait. */
export function reviewDueLines(view: AcceptanceView): readonly Line[] {
  const { state, reviewOn } = view.acceptance;
  if (state !== 'ReviewDue' || reviewOn === null) return [];
  const end = `it ends by itself on ${sayDay(plusDays(reviewOn, GRACE_DAYS))} unless ${saved(view)}.`;
  return [
    ...brought(view),
    isOverdue(view)
      ? warning(`The review is overdue since ${sayDay(reviewOn)}: ${end}`)
      : line(run.strong('The review is due: '), run.plain(end)),
  ];
}

function saved({ succession }: AcceptanceView): string {
  const { next } = succession;
  if (!next || !isBeingSucceeded(succession)) return 'it is renewed';
  const what = next.is === 'renewal' ? `its renewal ${next.id}` : next.id;
  return `${what} (${stateNames[next.state]}) is in force by then`;
}

/** Somebody wanted it sooner. */
function brought({ acceptance, history, names, zone }: AcceptanceView): readonly Line[] {
  const { reviewOn, originalReviewOn } = acceptance;
  const step = history.findLast(({ event }) => event === 'bringForward');
  if (!step || reviewOn === originalReviewOn) return [];
  const by = actorOf(names, step.byId, step.roleFrom);
  return [line(run.plain(`Review brought forward by ${by} on ${sayInstant(step.at, zone)}.`))];
}
