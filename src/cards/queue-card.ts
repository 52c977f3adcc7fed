import type { Queue, Waiting } from '../app/queue.ts';
import { stateNames } from '../domain/acceptance.ts';
import { sayInstant } from '../domain/calendar.ts';
import { press } from './buttons.ts';
import { type ListRow, listCard, rowsAPage } from './list-card.ts';
import { given, line, run } from './lines.ts';
import { asOf, counted, listed, points, shorten } from './phrases.ts';
import type { AdaptiveCard } from './render.ts';

const whatToDo: Readonly<Record<Waiting['what'], string>> = {
  review: 'Waits for your review',
  decide: 'Waits for your decision',
  answer: 'Waits for your answer: changes were requested',
  setByHand: 'To be set by a person in Microsoft Defender',
  waitsForOthers: 'Waits for others',
};

/** What waits for the person who asks, the oldest first; then what of theirs waits for others. */
export function queueCard({
  queue: { mine, others },
  zone,
  at = '',
}: {
  readonly queue: Queue;
  readonly zone: string;
  /** The instant of the question. */
  readonly at?: string;
}): AdaptiveCard {
  const all = [...mine, ...others];
  const shown = all.slice(0, rowsAPage);
  const left = all.length - shown.length;
  const head =
    mine.length === 0
      ? 'Nothing waits for you.'
      : `${counted(mine.length, 'thing waits', 'things wait')} for you.`;
  const rest = left > 0 ? `${String(left)} more: say “register open” to see all.` : '';
  return listCard({
    heading: 'Queue',
    top: [line(run.plain(head))],
    rows: shown.map((one) => row(one, zone)),
    foot: [
      ...given(rest, (words) => line(run.plain(words))),
      ...given(at, (instant) => line(run.quiet(asOf(instant, zone)))),
    ],
    buttons: [],
  });
}

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
