import type { AcceptanceView } from '../app/acceptance-view.ts';
import { inForce, stateNames } from '../domain/acceptance.ts';
import { dayOf, sayDay } from '../domain/calendar.ts';
import { open } from './buttons.ts';
import { factsCard } from './facts-card.ts';
import { given, labelled, type Line, line, run } from './lines.ts';
import { nameOf, shorten } from './phrases.ts';
import type { AdaptiveCard } from './render.ts';

export type BriefView = Pick<
  AcceptanceView,
  'acceptance' | 'names' | 'zone' | 'today' | 'witness' | 'link'
>;

/** An acceptance for a channel: id, title, state, dates and names, none of its texts. */
export function acceptanceBriefCard(view: BriefView): AdaptiveCard {
  const { acceptance, today, witness } = view;
  const { id, state, facts } = acceptance;
  const end = witness === '' ? '' : ` ${witness}`;
  return factsCard({
    heading: `${id} · ${stateNames[state]}`,
    lines: [line(run.strong(shorten(facts.title, 200))), ...people(view), ...dates(view)],
    sections: [],
    foot: [line(run.quiet(`As of ${sayDay(today)}.${end}`))],
    buttons: [open('Show in my chat', view.link)],
  });
}

function people({ acceptance, names }: BriefView): readonly Line[] {
  const { proposerId, reviewerId, approverId } = acceptance;
  return [
    labelled('Proposed by', nameOf(names, proposerId)),
    ...given(reviewerId ?? '', (by) => labelled('Endorsed by', nameOf(names, by))),
    ...given(approverId ?? '', (by) => labelled('Approved by', nameOf(names, by))),
  ];
}

function dates({ acceptance, zone, today }: BriefView): readonly Line[] {
  const { proposedAt, decidedAt, reviewOn, inForceSince, endedAt, state } = acceptance;
  const overdue = reviewOn !== null && inForce.includes(state) && reviewOn < today;
  const instants: readonly (readonly [string, string | null])[] = [
    ['Proposed on', proposedAt],
    ['Approved on', decidedAt],
    ['In force since', inForceSince],
    ['Ended on', endedAt],
  ];
  return [
    ...instants.flatMap(([label, at]) =>
      given(at ?? '', (instant) => labelled(label, sayDay(dayOf(new Date(instant), zone)))),
    ),
    ...given(reviewOn ?? '', (day) =>
      labelled('Review date', `${sayDay(day)}${overdue ? ' – overdue' : ''}`),
    ),
  ];
}
