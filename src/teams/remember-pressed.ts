import type { Ports } from '../app/ports.ts';
import type { Activity } from './sdk.ts';

/** The message that held the form, or the card of what is renewed, is the new entry's card from now on. */
export async function rememberPressed(
  { store, now, wake }: Ports,
  { replyToId, conversation }: Partial<Activity>,
  acceptanceId: string | undefined,
  personId: string,
): Promise<void> {
  if (!acceptanceId || !replyToId || !conversation) return;
  await store.savePost({
    acceptanceId,
    personId,
    conversationId: conversation.id,
    activityId: replyToId,
    shown: '',
    askedRevision: 0,
  });
  await store.arm([{ kind: 'showTo', acceptanceId, personId }], now());
  wake();
}
