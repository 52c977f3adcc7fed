import type { AlertView } from '../app/monitor-views.ts';
import { sayDay } from '../domain/calendar.ts';
import type { ChangedControl } from '../domain/comparison.ts';
import { auditLogLink, portalList } from '../domain/control.ts';
import { causeLines, toldChanges } from './alert-causes.ts';
import { alertHeading } from './alert-heading.ts';
import { baselineWords } from './answer-score.ts';
import { type Button, open, press } from './buttons.ts';
import { changeWords, explanation, titleOf } from './change-lines.ts';
import { fallbackFor } from './facts-card.ts';
import { defender } from './labels.ts';
import { labelled, type Line, line, run, type Section } from './lines.ts';
import { counted, dataAge, percent, shorten } from './phrases.ts';
import { type AdaptiveCard, fitted, template } from './render.ts';
import { scoreChange, scoreLine } from './score-change.ts';

/** All that `cards/alert.json` may show. */
interface AlertCardView {
  /** Our own words only: it is read as Markdown. */
  readonly heading: string;
  readonly fallbackText: string;
  readonly lines: readonly Line[];
  readonly sections: readonly Section[];
  readonly owner: readonly Line[];
  /** An owner can be chosen. */
  readonly open: boolean;
  readonly foot: readonly Line[];
  readonly buttons: readonly Button[];
}

const draw: (view: AlertCardView) => AdaptiveCard = template('alert');

interface Size {
  /** How many recommendations that it is about the card names. */
  readonly causes: number;
  /** How many other changes. */
  readonly changes: number;
}

const sizes: readonly [Size, ...Size[]] = [
  { causes: 10, changes: 6 },
  { causes: 10, changes: 3 },
  { causes: 10, changes: 0 },
  { causes: 5, changes: 0 },
];

/** What happened, why, how far it is to the baseline, and who sees to it. */
export const alertCard = (view: AlertView): AdaptiveCard =>
  fitted(sizes, (size) => drawAlert(view, size));

function drawAlert(view: AlertView, size: Size): AdaptiveCard {
  const { comparison } = view;
  // On the first day of all nothing was compared: there is a score, and no window to look into.
  const compared = comparison.from.day < comparison.to.day;
  const heading = alertHeading(view);
  const isOpen = view.alert.clearedAt === null;
  return draw({
    heading,
    fallbackText: fallbackFor(heading),
    lines: [
      ...(compared ? [line(run.plain(scoreLine(scoreChange(comparison))))] : []),
      ...now(view),
    ],
    sections: [
      { label: 'What it is about', lines: causeLines(view, size.causes) },
      { label: days('What else changed from', view), lines: changeLines(view, size.changes) },
      { label: 'Who changed it', lines: compared ? [auditWords(view)] : [] },
    ].filter(({ lines }) => lines.length > 0),
    owner: [labelled('Owner', view.owner === undefined ? 'nobody yet' : shorten(view.owner, 80))],
    open: isOpen,
    foot: [line(run.quiet(dataAge({ day: view.now.day, asOf: view.asOf, zone: view.zone })))],
    buttons: [
      ...(isOpen
        ? [press('Assign owner', 'assignOwner', { subject: `alert:${view.alert.id}` })]
        : []),
      open('Open the audit log', auditLogLink),
      open(defender, portalList),
    ],
  });
}

const days = (words: string, { alert: { from, to } }: AlertView): string =>
  `${words} ${sayDay(from)} to ${sayDay(to)}`;

/** The score since, and how far it is to the baseline. */
function now({
  alert,
  now: { day, percent: score },
  comparison,
  baseline,
}: AlertView): readonly Line[] {
  if (score === null) return [];
  const later = day > comparison.to.day;
  const moved = later ? [`Now ${percent(score)} (${sayDay(day)}).`] : [];
  const known = !later && alert.causes.some(({ kind }) => kind === 'baseline');
  const distance = baseline === null || known ? [] : [baselineWords(score, baseline)];
  return [...moved, ...distance].map((words) => line(run.plain(words)));
}

const auditWords = (view: AlertView): Line =>
  line(
    run.plain(
      `${days('Secure Score does not say who changed a setting: look in the audit log of', view)}.`,
    ),
  );

const matters = ({ cause, points, percent: share }: ChangedControl): boolean =>
  cause === 'status' || (cause !== 'stale' && (points < 0 || (share ?? 0) < 0)) || cause === 'left';

/** What else took something from the score, and every status that somebody set. */
function changeLines(view: AlertView, most: number): readonly Line[] {
  const { comparison, zone } = view;
  const known = toldChanges(view);
  const told = comparison.changes.filter((change) => matters(change) && !known.has(change));
  const seen = { from: comparison.to.day, zone };
  const rest = told.length - most;
  return [
    ...told.slice(0, most).map((change) => {
      const why = explanation(change, seen);
      return line(
        run.strong(titleOf(change)),
        run.plain(`: ${changeWords(change, seen)}.`),
        run.quiet(why === '' ? '' : ` ${why}`),
      );
    }),
    ...(rest > 0 ? [line(run.plain(`And ${counted(rest, 'more change')}.`))] : []),
  ];
}
