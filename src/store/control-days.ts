import type { ControlStore } from '../app/ports.ts';
import { inPieces } from './pieces.ts';
import type { Database } from './schema.ts';

/** How many days in a row controls were complete or gone; those of which there is nothing to count have no row. */
export const controlDays = (db: Database): Pick<ControlStore, 'countDays'> => ({
  countDays: (day, seen) =>
    db.transaction().execute(async (tx) => {
      const rows = await tx.selectFrom('controlDays').selectAll().execute();
      const kept = new Map(rows.map((row) => [row.key, row]));
      const counted = seen
        .map(({ key, completed, gone }) => {
          const before = kept.get(key);
          if (before && before.day >= day) return before;
          const { completedDays = 0, goneDays = 0 } = before ?? {};
          return {
            key,
            day,
            completedDays: completed ? completedDays + 1 : 0,
            goneDays: gone ? goneDays + 1 : 0,
          };
        })
        .filter(({ completedDays, goneDays }) => completedDays + goneDays > 0);
      await tx.deleteFrom('controlDays').execute();
      for (const piece of inPieces(counted))
        await tx.insertInto('controlDays').values(piece).execute();
      return new Map(counted.map((row) => [row.key, row]));
    }),
});
