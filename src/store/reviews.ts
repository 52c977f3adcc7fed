import type { MonitorStore } from '../app/monitor-ports.ts';
import type { Database, Tx } from './schema.ts';

/** The weeks whose review was posted, and who closed it. */
export const reviews = (db: Database): Pick<MonitorStore, 'review' | 'saveReview'> => ({
  review: (week) => db.selectFrom('review').selectAll().where('week', '=', week).executeTakeFirst(),

  async saveReview(week, postedAt) {
    await db
      .insertInto('review')
      .values({ week, postedAt, doneAt: null, doneById: null })
      .onConflict((c) => c.doNothing())
      .execute();
  },
});

/** Whether somebody closed the review of a week. */
export async function isClosed(tx: Tx, week: string): Promise<boolean> {
  const row = tx.selectFrom('review').select('doneAt').where('week', '=', week);
  return typeof (await row.executeTakeFirst())?.doneAt === 'string';
}

/** Keeps who closed the review of a week, and when; the first who did. */
export async function closeReview(
  tx: Tx,
  week: string,
  { at, byId }: { readonly at: string; readonly byId: string },
): Promise<void> {
  const done = { doneAt: at, doneById: byId };
  await tx
    .insertInto('review')
    .values({ week, postedAt: at, ...done })
    .onConflict((c) => c.column('week').doUpdateSet(done).where('review.doneAt', 'is', null))
    .execute();
}
