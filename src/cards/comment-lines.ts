import type { HistoryLine } from '../app/acceptance-history.ts';
import type { AcceptanceView } from '../app/acceptance-view.ts';
import { sayInstant } from '../domain/calendar.ts';
import { type Line, line, opening, run, type Section } from './lines.ts';
import { actorOf, counted } from './phrases.ts';

/** The comments, oldest first; of very many the oldest are left out, which it says. */
export function commentsSection(view: AcceptanceView, most: number, text: number): Section {
  const comments = commentsIn(view);
  const shown = comments.slice(Math.max(0, comments.length - most));
  return {
    label: 'Comments',
    lines: [
      ...left(comments.length - shown.length, 'not shown here.'),
      ...shown.flatMap((one) => commentLines(view, one, text)),
    ],
  };
}

/** The newest comment, and how many there are before it. */
export function newestComment(view: AcceptanceView, text: number): readonly Section[] {
  const comments = commentsIn(view);
  const newest = comments.at(-1);
  if (!newest) return [];
  const lines = [
    ...commentLines(view, newest, text),
    ...left(comments.length - 1, 'among the details.'),
  ];
  return [{ label: 'Newest comment', lines }];
}

const commentsIn = ({ history }: AcceptanceView): readonly HistoryLine[] =>
  history.filter(({ comment }) => comment !== '');

const commentLines = (
  { names, zone }: AcceptanceView,
  { at, byId, roleFrom, comment }: HistoryLine,
  text: number,
): readonly Line[] =>
  opening(`${actorOf(names, byId, roleFrom)}, ${sayInstant(at, zone)}`, comment, text);

const left = (count: number, where: string): readonly Line[] =>
  count > 0 ? [line(run.quiet(`${counted(count, 'earlier comment')} ${where}`))] : [];
