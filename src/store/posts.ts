import type { PostStore } from '../app/ports.ts';
import type { Database } from './schema.ts';

/** Which cards were posted to whom, and where the bot may post at all. */
export const posts = (db: Database): PostStore => ({
  posts(acceptanceId, personId) {
    const rows = db.selectFrom('post').selectAll().where('acceptanceId', '=', acceptanceId);
    const wanted = personId === undefined ? rows : rows.where('personId', '=', personId);
    return wanted.orderBy('askedRevision').orderBy('activityId').execute();
  },

  async savePost(post) {
    await db
      .insertInto('post')
      .values(post)
      .onConflict((c) => c.columns(['activityId', 'conversationId']).doUpdateSet(post))
      .execute();
  },

  async forgetPost({ activityId, conversationId }) {
    await db
      .deleteFrom('post')
      .where('activityId', '=', activityId)
      .where('conversationId', '=', conversationId)
      .execute();
  },

  conversation: (personId) =>
    db
      .selectFrom('conversation')
      .select(['conversationId', 'serviceUrl', 'tenantId', 'userId'])
      .where('personId', '=', personId)
      .executeTakeFirst(),

  async conversationById(conversationId) {
    const [channelId = ''] = conversationId.split(';messageid=');
    for (const table of ['conversation', 'channel', 'team', 'cardPost'] as const) {
      const rows = db.selectFrom(table).select(['serviceUrl', 'tenantId', 'userId']);
      const [row] = await rows
        // A thread of a channel is reached as the channel is.
        .where('conversationId', 'in', [conversationId, channelId])
        .limit(1)
        .execute();
      if (row) return { ...row, conversationId };
    }
    return undefined;
  },

  async saveConversation(personId, conversation) {
    await db
      .insertInto('conversation')
      .values({ ...conversation, personId })
      .onConflict((c) => c.column('personId').doUpdateSet(conversation))
      .execute();
  },

  async forgetConversation(personId) {
    await db.deleteFrom('conversation').where('personId', '=', personId).execute();
  },

  ...channels(db),
});

const channels = (
  db: Database,
): Pick<PostStore, 'channel' | 'saveChannel' | 'teams' | 'saveTeam' | 'forgetTeam'> => ({
  channel: () =>
    db
      .selectFrom('channel')
      .select(['conversationId', 'serviceUrl', 'tenantId', 'userId', 'teamId', 'name'])
      .where('id', '=', 1)
      .executeTakeFirst(),

  async saveChannel(channel) {
    await db
      .insertInto('channel')
      .values({ ...channel, id: 1 })
      .onConflict((c) => c.column('id').doUpdateSet(channel))
      .execute();
  },

  teams: () => db.selectFrom('team').selectAll().orderBy('teamId').execute(),

  async saveTeam(team) {
    await db
      .insertInto('team')
      .values(team)
      .onConflict((c) => c.column('teamId').doUpdateSet(team))
      .execute();
  },

  async forgetTeam(teamId) {
    await db.deleteFrom('team').where('teamId', '=', teamId).execute();
  },
});
