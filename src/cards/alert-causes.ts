import type { AlertView } from '../app/monitor-views.ts';
import type { AlertCause, Ending } from '../domain/alert.ts';
import { sayDay } from '../domain/calendar.ts';
import type { ChangedControl } from '../domain/comparison.ts';
import { dropOf, isA, underBaseline } from './alert-heading.ts';
import { changeWords, explanation, type Seen } from './change-lines.ts';
import { type Line, line, run } from './lines.ts';
import { shorten, signedPoints } from './phrases.ts';

/** The change that is the cause of an alert about a single recommendation. */
const changeOf = (key: string, { comparison }: AlertView): ChangedControl | undefined =>
  comparison.changes.find(({ control, points }) => control.key === key && points < 0);

/** The changes that the causes tell of already. */
export const toldChanges = (view: AlertView): ReadonlySet<ChangedControl | undefined> =>
  new Set(view.alert.causes.filter(isA('control')).map(({ key }) => changeOf(key, view)));

/**
 * A line for all that is over, and for each recommendation, those with the largest loss first and no more than so
 * many of them: what else the score did the heading says.
 */
export function causeLines(view: AlertView, most: number): readonly Line[] {
  const { causes } = view.alert;
  const score = [...causes.filter(isA('drop')), ...causes.filter(isA('baseline'))];
  const lost = new Map(causes.filter(isA('control')).map((one) => [one, lossOf(one, view)]));
  const largest = [...lost.keys()].toSorted(
    (one, other) => isOver(one) - isOver(other) || (lost.get(one) ?? 0) - (lost.get(other) ?? 0),
  );
  const rest = largest.slice(most);
  const points = rest.reduce((sum, one) => sum + (lost.get(one) ?? 0), 0);
  return [
    ...[...score.filter(({ clearedOn }) => clearedOn !== null), ...largest.slice(0, most)].map(
      (cause) => causeLine(cause, view),
    ),
    ...(rest.length > 0
      ? [line(run.plain(`And ${String(rest.length)} more: ${signedPoints(points)}.`))]
      : []),
  ];
}

const isOver = ({ clearedOn }: AlertCause): number => (clearedOn === null ? 0 : 1);

type OfControl = AlertCause & { readonly kind: 'control' };

const lossOf = ({ key }: OfControl, view: AlertView): number => changeOf(key, view)?.points ?? 0;

function causeLine(cause: AlertCause, view: AlertView): Line {
  const { title, words } = told(cause, view);
  return line(run.plain(mark(cause)), run.strong(shorten(title, 160)), ...words);
}

const endings: Readonly<Record<Exclude<Ending, 'complete' | 'level'>, string>> = {
  points: 'what fell has its points back',
  accepted: 'accepted',
  left: 'no longer measured',
  policy: 'the baseline was changed',
};

/** On which day it was over, and why where it did not simply recover. */
function mark({ clearedOn, how = 'level', acceptanceId }: AlertCause): string {
  if (clearedOn === null) return '';
  if (how === 'complete' || how === 'level') return `✓ Recovered on ${sayDay(clearedOn)}: `;
  const by = acceptanceId === undefined ? '' : ` by ${shorten(acceptanceId, 40)}`;
  return `✓ Closed on ${sayDay(clearedOn)}, ${endings[how]}${by}: `;
}

/** What it is about, and what happened to it. */
function told(
  cause: AlertCause,
  view: AlertView,
): { readonly title: string; readonly words: Line['runs'] } {
  if (cause.kind === 'control')
    return { title: view.titles[cause.key] ?? cause.key, words: controlWords(cause, view) };
  const words =
    cause.kind === 'drop'
      ? ` fell by ${dropOf(view)} percentage points.`
      : ` was ${underBaseline(view)}.`;
  return { title: 'Secure Score', words: [run.plain(words)] };
}

function controlWords(cause: OfControl, view: AlertView): Line['runs'] {
  const change = changeOf(cause.key, view);
  const seen: Seen = { from: view.comparison.to.day, zone: view.zone };
  const fell = isOver(cause) ? 'fell back' : 'is no longer';
  const what = ` (High risk reduction) was complete and ${fell}`;
  if (!change) return [run.plain(`${what}.`)];
  const why = explanation(change, seen);
  return [
    run.plain(`${what}: ${changeWords(change, seen)}.`),
    run.quiet(why === '' ? '' : ` ${why}`),
  ];
}
