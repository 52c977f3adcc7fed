import type { MonitorStore } from '../app/monitor-ports.ts';
import type { Database } from './schema.ts';

/** The cards that are brought up to date where they stand, each with what it takes to get there. */
export const cardPosts = (
  db: Database,
): Pick<MonitorStore, 'cardPosts' | 'saveCardPost' | 'forgetCardPost'> => ({
  cardPosts: (subject) =>
    db
      .selectFrom('cardPost')
      .select(['subject', 'conversationId', 'activityId', 'shown'])
      .where('subject', '=', subject)
      .orderBy('conversationId')
      .orderBy('activityId')
      .execute(),

  async saveCardPost(post, { serviceUrl, tenantId, userId }) {
    const { subject, conversationId, activityId, shown } = post;
    const row = { subject, shown, serviceUrl, tenantId, userId };
    await db
      .insertInto('cardPost')
      .values({ ...row, conversationId, activityId })
      .onConflict((c) => c.columns(['activityId', 'conversationId']).doUpdateSet(row))
      .execute();
  },

  async forgetCardPost({ activityId, conversationId }) {
    await db
      .deleteFrom('cardPost')
      .where('activityId', '=', activityId)
      .where('conversationId', '=', conversationId)
      .execute();
  },
});
