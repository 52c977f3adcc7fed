import type { Reminded, ReminderView } from '../app/remind.ts';
import { stateNames } from '../domain/acceptance.ts';
import { sayDay } from '../domain/calendar.ts';
import { press } from './buttons.ts';
import { type ListRow, listCard, rowsAPage } from './list-card.ts';
import { given, line, run } from './lines.ts';
import { asOf, counted, points, shorten } from './phrases.ts';
import type { AdaptiveCard } from './render.ts';

/** What waits for one person, once a day, on one card. */
export function reminderCard({ items, today, zone, at }: ReminderView): AdaptiveCard {
  const shown = items.slice(0, rowsAPage);
  const left = items.length - shown.length;
  const rest = left > 0 ? `${String(left)} more: say “queue” or “register due” to see them.` : '';
  return listCard({
    heading: 'Reminder',
    top: [line(run.plain(`${counted(items.length, 'thing waits', 'things wait')} for you.`))],
    rows: shown.map((one) => row(one, today)),
    foot: [...given(rest, (words) => line(run.plain(words))), line(run.quiet(asOf(at, zone)))],
    buttons: [],
  });
}

function row({ acceptance, why, day }: Reminded, today: string): ListRow {
  const { id, facts, state, residualRisk } = acceptance;
  const risk = `${id} · ${stateNames[state]} · residual risk ${residualRisk} · ${points(facts.pointsAtRisk)} points at risk`;
  return {
    lines: [
      line(run.strong(shorten(facts.title, 160))),
      line(run.plain(words[why](day, today))),
      line(run.quiet(risk)),
    ],
    actions: [press('Show', 'show', { id }, `Show ${id}`)],
  };
}

const words: Readonly<Record<Reminded['why'], (day: string, today: string) => string>> = {
  decide: (day) => `Waits for you since ${sayDay(day)}.`,
  answer: (day) => `Changes were requested on ${sayDay(day)}: it waits for your answer.`,
  review: (day, today) =>
    day <= today ? `Its review was due on ${sayDay(day)}.` : `Its review is due on ${sayDay(day)}.`,
};
