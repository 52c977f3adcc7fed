import { daysBetween, sayDay } from '../domain/calendar.ts';
import type { DayTotals } from '../domain/history.ts';
import { percentOf } from '../domain/score.ts';
import { percent, roundPercent } from './phrases.ts';

/** A day, and the score on it. */
export interface Point {
  /** `yyyy-mm-dd` */
  readonly x: string;
  /** Percent. */
  readonly y: number;
}

/** A line chart as Teams takes it, and the same in words for clients that cannot draw it. */
export interface Chart {
  /** Our own words only. */
  readonly title: string;
  readonly series: readonly {
    readonly legend: string;
    readonly color: 'categoricalBlue' | 'neutral';
    readonly values: readonly Point[];
  }[];
  /** The ends of the axis: whole percents around all that is drawn. */
  readonly low: number;
  readonly high: number;
  readonly words: string;
}

const MOST_POINTS = 90;
const WEEK = 7;

/** The score of each day in percent, oldest first; days on which nothing could be earned are left out. */
export const scorePoints = (days: readonly DayTotals[]): readonly Point[] =>
  days.flatMap((one) => {
    const y = percentOf(one);
    return y === null ? [] : [{ x: one.day, y: Number(y.toFixed(2)) }];
  });

/** The score over time, with the baseline where one is set; none of fewer than two days. */
export function scoreCharts(
  all: readonly Point[],
  baseline: number | null,
  title: string,
): readonly Chart[] {
  const values = thinned(all);
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined || first === last) return [];
  const levels = baseline === null ? [] : [baseline];
  const drawn = [...values.map(({ y }) => y), ...levels];
  return [
    {
      title,
      series: [
        { legend: 'Secure Score', color: 'categoricalBlue', values },
        ...levels.map((y) => ({
          legend: 'Baseline',
          color: 'neutral' as const,
          values: [first, last].map(({ x }) => ({ x, y })),
        })),
      ],
      low: Math.max(0, Math.floor(Math.min(...drawn)) - 1),
      high: Math.min(100, Math.ceil(Math.max(...drawn)) + 1),
      words: inWords(all, values, levels),
    },
  ];
}

/** Of very many days the newest of each week, or of as many weeks as it takes. */
function thinned(all: readonly Point[]): readonly Point[] {
  let kept = all;
  for (let weeks = 1; kept.length > MOST_POINTS; weeks++) kept = newestOfEach(all, weeks * WEEK);
  return kept;
}

function newestOfEach(all: readonly Point[], days: number): readonly Point[] {
  const newest = all.at(-1)?.x ?? '';
  const spans = new Map<number, Point>();
  for (const point of all) spans.set(Math.floor(daysBetween(point.x, newest) / days), point);
  return [...spans.values()];
}

/** `lowest 69.8 % on 3 Nov 2026, highest 73.0 % on 1 Oct 2026`; empty of no points. */
export function extremeWords(all: readonly Point[]): string {
  const [first, ...others] = all;
  if (!first) return '';
  const lowest = others.reduce((low, one) => (one.y <= low.y ? one : low), first);
  const highest = others.reduce((high, one) => (one.y >= high.y ? one : high), first);
  return `lowest ${pointWords(lowest)}, highest ${pointWords(highest)}`;
}

const pointWords = ({ x, y }: Point): string => `${percent(y)} on ${sayDay(x)}`;

const blocks = '▁▂▃▄▅▆▇█';
const MOST_BLOCKS = 30;

function inWords(
  all: readonly Point[],
  values: readonly Point[],
  levels: readonly number[],
): string {
  const ends = [all[0], all.at(-1)].flatMap((point) => (point ? [pointWords(point)] : []));
  const baseline = levels.map((level) => ` Baseline ${roundPercent(level)}.`).join('');
  return `Secure Score: ${ends.join(', ')}; ${extremeWords(all)}.${baseline} ${sparkline(values)}`;
}

function sparkline(values: readonly Point[]): string {
  const step = Math.ceil(values.length / MOST_BLOCKS);
  const some = values.filter((_, at) => (values.length - 1 - at) % step === 0).map(({ y }) => y);
  const low = Math.min(...some);
  const span = Math.max(...some) - low;
  return some
    .map((y) => blocks.charAt(span === 0 ? 3 : Math.round(((y - low) / span) * 7)))
    .join('');
}
