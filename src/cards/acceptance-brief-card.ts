import type { AcceptanceView } from '../app/acceptance-view.ts';
import { dayOf, sayDay } from '../domain/calendar.ts';
import { open } from './buttons.ts';
import { factsCard } from './facts-card.ts';
import { labelOf, scopeNames } from '../domain/words.ts';
import { given, labelled, type Line, line, run } from './lines.ts';
import { actorOf, shorten } from './phrases.ts';
import type { AdaptiveCard } from './render.ts';
import { headingState, isOverdue } from './review-due.ts';

export type BriefView = Pick<
  AcceptanceView,
  'acceptance' | 'names' | 'zone' | 'today' | 'witness' | 'link'
>;

/** An acceptance for a channel: id, title, state, dates and names, none of its texts. */
export function acceptanceBriefCard(view: BriefView): AdaptiveCard {
  const { acceptance, today, witness } = view;
  const { id, facts, scope } = acceptance;
  const end = witness === '' ? '' : ` ${witness}`;
  return factsCard({
    heading: `${id} · ${headingState(view)}`,
    lines: [
      line(run.strong(shorten(facts.title, 200))),
      ...(scope === 'partial' ? [labelled(labelOf('scope'), scopeNames.partial)] : []),
      ...people(view),
      ...dates(view),
    ],
    sections: [],
    foot: [line(run.quiet(`As of ${sayDay(today)}.${end}`))],
    buttons: [open('Show in my chat', view.link)],
  });
}

function people({ acceptance, names }: BriefView): readonly Line[] {
  const { proposerId, reviewerId, approverId } = acceptance;
  const { proposerRoleFrom, reviewerRoleFrom, approverRoleFrom } = acceptance;
  return [
    labelled('Proposed by', actorOf(names, proposerId, proposerRoleFrom)),
    ...given(reviewerId ?? '', (by) =>
      labelled('Endorsed by', actorOf(names, by, reviewerRoleFrom)),
    ),
    ...given(approverId ?? '', (by) =>
      labelled('Approved by', actorOf(names, by, approverRoleFrom)),
    ),
  ];
}

function dates(view: BriefView): readonly Line[] {
  const { acceptance, zone } = view;
  const { proposedAt, decidedAt, reviewOn, inForceSince, endedAt } = acceptance;
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
      labelled('Review date', `${sayDay(day)}${isOverdue(view) ? ' – overdue' : ''}`),
    ),
  ];
}
