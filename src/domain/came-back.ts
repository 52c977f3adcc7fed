import type { ControlName, Course, HistoryRow } from './history.ts';

/** A control that fell between two days, and on the later one has what it had on the earlier. */
export interface CameBack {
  readonly control: ControlName;
  /** Points: before, at its lowest, and of how many. */
  readonly before: number;
  readonly lowest: number;
  readonly maxScore: number;
  /** The first day on which it was lower, and the first on which it was no longer. */
  readonly fellOn: string;
  readonly backOn: string;
}

/** What two days compared do not show: it fell after the one, and was back by the other. The largest loss first. */
export const cameBack = (courses: readonly Course[], to: string): readonly CameBack[] =>
  courses
    .flatMap((course) => cameBackIn(course, to) ?? [])
    .toSorted((one, other) => lossOf(other) - lossOf(one));

const lossOf = ({ before, lowest }: CameBack): number => before - lowest;

function cameBackIn({ control, before, rows }: Course, to: string): CameBack | undefined {
  if (before?.points == null) return undefined;
  const { points, maxScore } = before;
  const inSpan = rows.filter(({ day }) => day <= to);
  const isLower = (row: HistoryRow): boolean =>
    row.points !== null && row.points < points && row.maxScore === maxScore && !row.stale;
  const fell = inSpan.find(isLower);
  const last = inSpan.at(-1);
  if (!fell || last?.points == null || last.points < points) return undefined;
  const back = inSpan.slice(inSpan.findLastIndex(isLower) + 1)[0] ?? last;
  const lowest = Math.min(...inSpan.filter(isLower).map((row) => row.points ?? points));
  return { control, before: points, lowest, maxScore, fellOn: fell.day, backOn: back.day };
}
