import type { Course, HistoryRow, Life } from './history.ts';

/** How a control stood up to and including a day, and its rows since. */
export function courseAfter({ control, rows }: Life, day: string): Course {
  const earlier = rows.filter((row) => row.day <= day);
  const inScope = earlier.filter(({ points }) => points !== null);
  return {
    control,
    before: earlier.at(-1),
    confirmed: inScope.findLast(isFresh) ?? inScope.at(-1),
    rows: rows.filter((row) => row.day > day),
  };
}

const isFresh = ({ stale }: HistoryRow): boolean => !stale;
