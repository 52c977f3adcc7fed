import type { Owned } from '../app/owned.ts';
import type { Queue, Waiting } from '../app/queue.ts';
import { stateNames } from '../domain/acceptance.ts';
import { sayDay, sayInstant } from '../domain/calendar.ts';
import { press } from './buttons.ts';
import { type ListRow, listCard, rowsAPage } from './list-card.ts';
import { given, line, run } from './lines.ts';
import { asOf, counted, listed, points, shorten } from './phrases.ts';
import type { AdaptiveCard } from './render.ts';

const whatToDo: Readonly<Record<Waiting['what'], string>> = {
  review: 'Waits for your review',
  decide: 'Waits for your decision',
  answer: 'Waits for your answer: changes were requested',
  renew: 'Its review is due: renew it, or report it as implemented',
  setByHand: 'To be set by a person in Microsoft Defender',
  waitsForOthers: 'Waits for others',
};

/** What waits for the person who asks, the oldest first; then what they see to, and what of theirs waits for others. */
export function queueCard({
  queue: { mine, others, owned },
  zone,
  at = '',
}: {
  readonly queue: Queue;
  readonly zone: string;
  /** The instant of the question. */
  readonly at?: string;
}): AdaptiveCard {
  const all = [
    ...mine.map((one) => row(one, zone)),
    ...owned.map(ownedRow),
    ...others.map((one) => row(one, zone)),
  ];
  const shown = all.slice(0, rowsAPage);
  const left = all.length - shown.length;
  const head =
    mine.length === 0
      ? 'Nothing waits for you.'
      : `${counted(mine.length, 'thing waits', 'things wait')} for you.`;
  const seeTo = owned.length === 0 ? '' : ` You see to ${counted(owned.length, 'thing')}.`;
  const rest = left > 0 ? `${String(left)} more: say “register open” or “review” to see all.` : '';
  return listCard({
    heading: 'Queue',
    top: [line(run.plain(`${head}${seeTo}`))],
    rows: shown,
    foot: [
      ...given(rest, (words) => line(run.plain(words))),
      ...given(at, (instant) => line(run.quiet(asOf(instant, zone)))),
    ],
    buttons: [],
  });
}

/** What it is, and since when. An acceptance can be shown. */
const ownedRow = ({ subject, title, since }: Owned): ListRow => ({
  lines: [
    line(run.strong(shorten(title, 160))),
    line(run.plain(`You see to it${since === '' ? '' : `, since ${sayDay(since)}`}.`)),
  ],
  actions: subject.startsWith('RA-')
    ? [press('Show', 'show', { id: subject }, `Show ${subject}`)]
    : [],
});

function row({ acceptance, what, waitsFor, unreachable }: Waiting, zone: string): ListRow {
  const { id, facts, state, residualRisk, proposedAt } = acceptance;
  const who = what === 'waitsForOthers' ? listed(waitsFor) : '';
  const missing = listed(unreachable);
  const turn = [
    who === '' ? whatToDo[what] : `Waits for ${who}`,
    ...(missing === '' ? [] : [`cannot be reached: ${missing}`]),
  ].join('; ');
  const risk = `${stateNames[state]} · residual risk ${residualRisk} · ${points(facts.pointsAtRisk)} points at risk · proposed ${sayInstant(proposedAt, zone)}`;
  return {
    lines: [
      line(run.strong(shorten(facts.title, 160))),
      line(run.plain(`${turn}.`)),
      line(run.quiet(risk)),
    ],
    actions: [press('Show', 'show', { id }, `Show ${id}`)],
  };
}
