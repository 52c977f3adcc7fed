import type { HistoryLine } from '../app/acceptance-history.ts';
import type { AcceptanceView } from '../app/acceptance-view.ts';
import { sayInstant } from '../domain/calendar.ts';
import { eventWords } from '../domain/words.ts';
import { type Line, line, run, type Section } from './lines.ts';
import { actorIn, counted, shorten } from './phrases.ts';

/** The steps so far, oldest first; of very many the oldest are left out, which it says. */
export function historySection(view: AcceptanceView, most: number, text: number): Section {
  const { history } = view;
  const left = Math.max(0, history.length - most);
  const said =
    left === 0 ? [] : [line(run.quiet(`${counted(left, 'earlier step')} not shown here.`))];
  return {
    label: 'History',
    lines: [...said, ...history.slice(left).map((step) => stepLine(view, step, text))],
  };
}

function stepLine({ names, zone }: AcceptanceView, step: HistoryLine, text: number): Line {
  const { byId: id, role, roleFrom } = step;
  const what = eventWords[step.event] ?? step.event;
  const flat = `${step.reason} ${step.comment}`.replace(/\s+/g, ' ').trim();
  const why = flat === '' ? '' : ` “${shorten(flat, text)}”`;
  const who = actorIn(names, { id, role, roleFrom });
  return line(run.plain(`${sayInstant(step.at, zone)}: ${who} ${what}.${why} ${step.witness}`));
}
