import type { ControlName, HistoryRow } from '../domain/history.ts';
import type { HistoryColumns } from './schema.ts';

/** One engine has no words for true and false. */
export const writeRow = ({ stale, ...row }: HistoryRow): HistoryColumns => ({
  ...row,
  stale: stale ? 1 : 0,
});

export const readRow = ({ stale, ...row }: HistoryColumns): HistoryRow => ({
  ...row,
  stale: stale === 1,
});

/** A row beside the name of its control; nothing but the name where there is no row. */
export type NamedRow = ControlName & {
  readonly [Column in Exclude<keyof HistoryColumns, 'key'>]: HistoryColumns[Column] | null;
};

/** The rows of each control, in the order in which they come. */
export function byControl(
  named: readonly NamedRow[],
): readonly (readonly [ControlName, readonly HistoryRow[]])[] {
  const found = new Map<string, readonly [ControlName, HistoryRow[]]>();
  for (const { key, id, title, category, service, ...columns } of named) {
    const of = found.get(key) ?? [{ key, id, title, category, service }, []];
    found.set(key, of);
    const { day, maxScore, stale } = columns;
    if (day !== null && maxScore !== null && stale !== null)
      of[1].push(readRow({ ...columns, key, day, maxScore, stale }));
  }
  return [...found.values()];
}
