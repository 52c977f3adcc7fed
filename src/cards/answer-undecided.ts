import type { Age, UndecidedAnswer } from '../app/answers.ts';
import { sayDay } from '../domain/calendar.ts';
import { pointsAtRisk } from '../domain/control.ts';
import { andMore, type AnswerParts } from './answer-view.ts';
import { given, type Line, line, run } from './lines.ts';
import type { ListRow } from './list-card.ts';
import { points, shorten } from './phrases.ts';

/** What nobody has decided about, the oldest first. */
export function undecidedAnswer(
  { area, items, points: atRisk }: UndecidedAnswer,
  { day }: Age,
): AnswerParts {
  const where = area === undefined ? '' : ` in ${area.name}`;
  const [count, ids] = [items.length, items.map(({ control }) => control.id)];
  const is = count === 1 ? '1 recommendation is' : `${String(count)} recommendations are`;
  return {
    answer:
      count === 0
        ? `Nothing is undecided${where}.`
        : `${is} undecided${where}: ${points(atRisk)} points at risk.`,
    lines: [meaning(day, count)],
    rows: items.map(row),
    notes: andMore(
      count,
      ': “recommendations open” lists them, with what is proposed or has an owner.',
    ),
    controlIds: ids,
  };
}

function meaning(day: string | undefined, count: number): Line {
  const on = day === undefined ? '' : ` on ${sayDay(day)}`;
  const order = count > 1 ? '; the oldest first' : '';
  return line(run.quiet(`To address, without plan, owner or acceptance${on}${order}.`));
}

function row({ control, since }: UndecidedAnswer['items'][number]): ListRow {
  const facts = [
    `${points(pointsAtRisk(control))} of ${points(control.maxScore)} points at risk`,
    shorten(control.category, 40),
    ...(since === '' ? [] : [`since ${sayDay(since)}`]),
  ];
  return {
    lines: [
      line(run.strong(shorten(control.title === '' ? control.id : control.title, 160))),
      ...given(facts.filter((one) => one !== '').join(' · '), (words) => line(run.plain(words))),
    ],
    actions: [],
  };
}
