import type { AcceptanceView, HistoryLine } from '../app/acceptance-view.ts';
import { sayInstant } from '../domain/calendar.ts';
import { roleNames } from '../domain/person.ts';
import { eventWords } from './labels.ts';
import { type Line, line, run, type Section } from './lines.ts';
import { counted, nameOf, shorten } from './phrases.ts';

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
  const role = step.role ? ` (${roleNames[step.role]})` : '';
  const what = eventWords[step.event] ?? step.event;
  const flat = step.reason.replace(/\s+/g, ' ').trim();
  const why = flat === '' ? '' : ` “${shorten(flat, text)}”`;
  return line(
    run.plain(
      `${sayInstant(step.at, zone)}: ${nameOf(names, step.byId)}${role} ${what}.${why} ${step.witness}`,
    ),
  );
}
