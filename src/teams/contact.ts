import { z } from 'zod';
import type { Channel, Conversation, Ports } from '../app/ports.ts';
import type { Activity } from './sdk.ts';

const channelData = z.looseObject({
  team: z.looseObject({ id: z.string(), name: z.string().optional() }).optional(),
  channel: z.looseObject({ id: z.string(), name: z.string().optional() }).optional(),
});

/** The conversation of an activity, without the thread that it may be in. */
export function conversationOf(activity: Partial<Activity>, tenantId: string): Conversation {
  return {
    conversationId: (activity.conversation?.id ?? '').replace(/;messageid=.*$/, ''),
    serviceUrl: activity.serviceUrl ?? '',
    tenantId,
    userId: activity.from?.id ?? '',
  };
}

export const isPersonal = ({ conversation }: Partial<Activity>): boolean =>
  conversation?.conversationType === 'personal';

/**
 * Learns where a person can be written to, from whatever they or Teams sent from their own chat. What could
 * not be sent before goes out at once.
 */
export async function learnPerson(
  ports: Ports,
  activity: Partial<Activity>,
  personId: string,
  tenantId: string,
): Promise<void> {
  if (!isPersonal(activity)) return;
  const { store, directory, now, wake } = ports;
  const known = await store.conversation(personId);
  const conversation = conversationOf(activity, tenantId);
  if (
    known?.conversationId === conversation.conversationId &&
    known.serviceUrl === conversation.serviceUrl
  )
    return;
  const found = await directory.recent(personId);
  // A stranger leaves no trace; a directory that does not answer is no reason to lose sight of anybody.
  if (!found.ok && found.why === 'stranger') return;
  await store.saveConversation(personId, conversation);
  await store.rearmPerson(personId, now());
  wake();
}

/** Remembers a team that the bot was added to, and forgets one that it was taken out of. */
export async function learnTeam(
  { store }: Ports,
  activity: Partial<Activity>,
  tenantId: string,
): Promise<void> {
  const team = channelOf(activity, tenantId);
  if (!team) return;
  const { recipient, membersRemoved = [], action } = activity;
  const left = action === 'remove' || membersRemoved.some(({ id }) => id === recipient?.id);
  await (left ? store.forgetTeam(team.teamId) : store.saveTeam(team));
}

/** The channel that an activity comes from; undefined outside of a team. */
export function channelOf(activity: Partial<Activity>, tenantId: string): Channel | undefined {
  const { data } = channelData.safeParse(activity.channelData);
  if (!data?.team) return undefined;
  const id = data.channel?.id ?? data.team.id;
  return {
    ...conversationOf(activity, tenantId),
    conversationId: id,
    teamId: data.team.id,
    name: data.channel?.name ?? data.team.name ?? 'General',
  };
}
