import type { ScoreAnswer, TrendAnswer } from '../app/answers.ts';
import { sayDay } from '../domain/calendar.ts';
import { roundedParts } from '../domain/decompose.ts';
import type { DayTotals } from '../domain/history.ts';
import { percentOf, type ScoreSplit } from '../domain/score.ts';
import type { AnswerParts, Fact } from './answer-view.ts';
import { extremeWords, scoreCharts, scorePoints } from './chart.ts';
import { type Line, line, run } from './lines.ts';
import { dated, inPeriod } from './period-words.ts';
import { capital, counted, percent, points, roundPercent, signed } from './phrases.ts';
import { decimalsOf, rounded, scoreChange, scoreLine } from './score-change.ts';

/** How the score stands, and of what the maximum is made up. */
export function scoreAnswer(answer: ScoreAnswer): AnswerParts {
  const { totals, week, days, baseline } = answer;
  const now = percentOf(totals);
  return {
    answer: inOneLine(answer, now),
    lines: [
      pointsLine(totals),
      ...distances(answer, now).map((words) => line(run.plain(words))),
      ...(week ? [inAWeek(week)] : []),
    ],
    facts: splitFacts(answer),
    charts: scoreCharts(scorePoints(days), baseline, 'Secure Score, last 90 days'),
  };
}

function inOneLine({ week }: ScoreAnswer, now: number | null): string {
  if (now === null) return 'Secure Score has no percentage: there are no points to earn.';
  const change = week ? scoreChange(week) : undefined;
  const moved =
    change?.unit === 'percent'
      ? `, ${signed(change.whole, change.decimals)} percentage points in a week`
      : '';
  return `Secure Score is ${percent(now)}${moved}.`;
}

const pointsLine = ({ day, current, max }: DayTotals): Line =>
  line(run.quiet(`On ${sayDay(day)}: ${points(current)} of ${points(max)} points.`));

function distances(
  { baseline, target: [low, high], achievable, acceptedCount, split, portalAccepted }: ScoreAnswer,
  now: number | null,
): readonly string[] {
  const ours = points(split.accepted - portalAccepted);
  const alone =
    portalAccepted > 0 ? `; ${points(portalAccepted)} points accepted in the portal alone` : '';
  const accepted = `${counted(acceptedCount, 'acceptance')}, ${ours} points${alone}`;
  return [
    ...(now === null || baseline === null ? [] : [baselineWords(now, baseline)]),
    ...(now === null ? [] : [`Target ${targetName(low, high)}: ${targetWords(now, low, high)}.`]),
    ...(achievable === null
      ? []
      : [`Achievable with what is accepted: ${percent(achievable)} (${accepted}).`]),
  ];
}

/** `2.1 under the baseline of 82 %.` */
export function baselineWords(now: number, baseline: number): string {
  const apart = Math.abs(rounded(now, 1) - baseline).toFixed(1);
  if (Number(apart) === 0) return `At the baseline of ${roundPercent(baseline)}.`;
  const side = now < baseline ? 'under' : 'over';
  return `${apart} percentage points ${side} the baseline of ${roundPercent(baseline)}.`;
}

const targetName = (low: number, high: number): string =>
  low === high ? roundPercent(low) : `${String(low)} to ${roundPercent(high)}`;

function targetWords(now: number, low: number, high: number): string {
  const shown = rounded(now, 1);
  if (shown >= low) return shown > high ? 'passed' : 'reached';
  return `${(low - shown).toFixed(1)} percentage points to go`;
}

const inAWeek = (week: NonNullable<ScoreAnswer['week']>): Line =>
  line(run.plain(`Since ${sayDay(week.from.day)}: ${scoreLine(scoreChange(week))}`));

const splitNames: readonly (readonly [keyof ScoreSplit, string])[] = [
  ['reached', 'Reached'],
  ['planned', 'Planned'],
  ['accepted', 'Accepted'],
  ['undecided', 'Undecided'],
];

/** The parts of the maximum, rounded so that they add up to it, and so that the first reads as the score does. */
function splitFacts({ totals: { max }, split }: ScoreAnswer): readonly Fact[] {
  const values = splitNames.map(([name]) => split[name]);
  const inPoints = addingUp(values, max, 2);
  const inPercent =
    max > 0
      ? addingUp(
          values.map((value) => (100 * value) / max),
          100,
          1,
        )
      : [];
  return [...splitNames.map(([, title]) => title), 'Maximum'].map((title, at) => {
    const share = inPercent[at];
    const shown = `${points(inPoints[at] ?? 0)} points`;
    return { title, value: share === undefined ? shown : `${shown} · ${percent(share)}` };
  });
}

/** The parts, and the whole after them. */
function addingUp(parts: readonly number[], whole: number, decimals: number): readonly number[] {
  const [reached = 0, ...others] = parts;
  const first = rounded(reached, decimals);
  return [first, ...roundedParts(others, rounded(whole, decimals) - first, decimals), whole];
}

/** The score over a period. */
export function trendAnswer({ period, days, baseline }: TrendAnswer): AnswerParts {
  const course = scorePoints(days);
  const [first, last] = [course[0], course.at(-1)];
  if (!first || !last)
    return { answer: `There is no data of Secure Score ${inPeriod(period)}.`, lines: [] };
  const said = extremeWords(course);
  return {
    answer: first === last ? onOneDay(last) : moved(first.y, last.y),
    lines: [
      dated(period.name, { from: { day: first.x }, to: { day: last.x } }),
      ...(first === last ? [] : [line(run.plain(`${capital(said)}.`))]),
      ...(baseline === null ? [] : [line(run.plain(baselineWords(last.y, baseline)))]),
    ],
    charts: scoreCharts(course, baseline, `Secure Score, ${period.name}`),
  };
}

const onOneDay = ({ x, y }: { readonly x: string; readonly y: number }): string =>
  `The score was ${percent(y)} on ${sayDay(x)}.`;

function moved(first: number, last: number): string {
  const decimals = decimalsOf([last - first]);
  const [from, to] = [first.toFixed(decimals), last.toFixed(decimals)];
  if (from === to) return `The score stands at ${to}\u00a0%, as it did at the beginning.`;
  const verb = last < first ? 'fell' : 'rose';
  const change = signed(Number(to) - Number(from), decimals);
  return `The score ${verb} from ${from}\u00a0% to ${to}\u00a0% (${change} percentage points).`;
}
