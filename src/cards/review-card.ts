import type { ReviewLine, ReviewView } from '../app/monitor-views.ts';
import { sayDay, sayInstant } from '../domain/calendar.ts';
import { witness } from '../domain/trail.ts';
import { type Button, press } from './buttons.ts';
import { fallbackFor } from './facts-card.ts';
import { type Line, line, run } from './lines.ts';
import { asOf, counted, shorten } from './phrases.ts';
import { type AdaptiveCard, template } from './render.ts';
import { beyond, reviewLine, reviewTitle } from './review-lines.ts';
import { scoreChange, scoreLine } from './score-change.ts';

/** All that `cards/review.json` may show. */
interface ReviewCardView {
  /** Our own words only: it is read as Markdown. */
  readonly heading: string;
  readonly fallbackText: string;
  readonly top: readonly Line[];
  readonly rows: readonly { readonly lines: readonly Line[] }[];
  readonly notes: readonly Line[];
  /** The lines to which an owner can be given; none: no field for it. */
  readonly subjects: readonly { readonly title: string; readonly value: string }[];
  readonly foot: readonly Line[];
  readonly buttons: readonly Button[];
}

const draw: (view: ReviewCardView) => AdaptiveCard = template('review');

/** As many lines as a review has at most. */
const mostLines = 10;

/** The week's review: what needs somebody, worst first, and the head of the register as its witness. */
export function reviewCard(view: ReviewView): AdaptiveCard {
  const { week, monday, lines, done, zone } = view;
  const shown = mostPressing(lines);
  const heading = `Weekly review, week ${String(Number(week.slice(-2)))} of ${week.slice(0, 4)}`;
  return draw({
    heading,
    fallbackText: fallbackFor(heading),
    top: [line(run.quiet(`Monday, ${sayDay(monday)}.`)), score(view), head(view)],
    rows: shown.map((one, at) => ({ lines: reviewLine(one, at + 1, monday) })),
    notes: [
      ...beyond(lines.filter((one) => !shown.includes(one))),
      ...(done
        ? [line(run.strong(`Done by ${shorten(done.by, 80)} on ${sayInstant(done.at, zone)}.`))]
        : []),
    ],
    subjects: done ? [] : subjectsOf(shown),
    foot: [line(run.quiet(`${register(view)} ${asOf(view.asOf, zone)}`))],
    buttons: done ? [] : buttons(view, shown.length),
  });
}

/** As many as the card has, worst first; but none of what there is goes without its worst. */
function mostPressing(lines: readonly ReviewLine[]): readonly ReviewLine[] {
  const firsts = lines.filter(({ kind }, at) => lines.findIndex((one) => one.kind === kind) === at);
  const others = lines.filter((one) => !firsts.includes(one));
  const chosen = new Set([...firsts, ...others].slice(0, mostLines));
  return lines.filter((one) => chosen.has(one));
}

function buttons({ week, posted }: ReviewView, count: number): readonly Button[] {
  return [
    ...(count > 0 ? [press('Assign owner', 'assignOwner', { week })] : []),
    ...(posted ? [press('Review done', 'reviewDone', { week })] : []),
  ];
}

/** What an owner can be given to, once each: one acceptance may stand on several lines. */
function subjectsOf(lines: readonly ReviewLine[]): ReviewCardView['subjects'] {
  const all = lines.map((one, at) => ({
    title: run.plain(`${String(at + 1)} · ${shorten(reviewTitle(one), 60)}`).text,
    value: one.subject,
  }));
  return all.filter(({ value }, at) => all.findIndex((one) => one.value === value) === at);
}

/** The score against the week before. */
function score({ comparison }: ReviewView): Line {
  if (!comparison) return line(run.plain('There is no score of a week ago to compare with.'));
  const { from, to } = comparison;
  return line(
    run.plain(`${sayDay(from.day)} → ${sayDay(to.day)}: ${scoreLine(scoreChange(comparison))}`),
  );
}

function head({ lines }: ReviewView): Line {
  if (lines.length === 0) return line(run.strong('Nothing needs anybody this week.'));
  const somebody = `${counted(lines.length, 'thing needs', 'things need')} somebody`;
  const end = lines.length > mostLines ? `; the ${String(mostLines)} most pressing:` : '.';
  return line(run.strong(`${somebody}${end}`));
}

const register = ({ head: { seq, hash } }: ReviewView): string =>
  seq === 0
    ? 'Register: empty.'
    : `Register: ${counted(seq, 'line')}, head ${witness({ seq, hash })}.`;
