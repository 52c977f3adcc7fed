import {
  type Activity,
  type ConversationReference,
  type TeamsAdapter,
  type TurnContext,
} from './sdk.ts';
import { acceptanceMessage } from '../cards/acceptance-card.ts';
import { alertCard } from '../cards/alert-card.ts';
import { driftCard } from '../cards/drift-card.ts';
import { driftListCard } from '../cards/drift-list-card.ts';
import { reminderCard } from '../cards/reminder-card.ts';
import { reviewCard } from '../cards/review-card.ts';
import type {
  Channel,
  Conversation,
  Log,
  Message,
  Messenger,
  Posted,
  PostStore,
} from '../app/ports.ts';
import { escapeMarkdown } from '../domain/text.ts';
import { cardActivity } from './answer.ts';
import { type GateSettings, isAllowedService } from './gate.ts';
import { ownTurn } from './own-turn.ts';
import type { Roster } from './roster.ts';

export interface Delivery {
  readonly adapter: TeamsAdapter;
  /** Empty in the sandbox, where nothing is signed. */
  readonly botAppId: string;
  readonly gate: GateSettings;
  readonly store: PostStore;
  readonly roster: Roster;
  readonly log: Log;
}

/** Posts and updates messages through the Bot Connector; whoever blocked the bot is unreachable until they come back. */
export function messenger(delivery: Delivery): Messenger {
  return {
    post: (personId, message) => post(delivery, personId, message),
    update: (posted, message) => update(delivery, posted, message),
    postToChannel: (message, mention) => postToChannel(delivery, message, mention),
    reaches: async (personId) =>
      (await delivery.store.conversation(personId)) !== undefined ||
      (await delivery.roster.member(personId)) !== undefined,
  };
}

const post = (
  delivery: Delivery,
  personId: string,
  message: Message,
): Promise<Posted | undefined> => postActivity(delivery, personId, activityOf(message));

/** Posts to a person's own chat; undefined when they cannot be reached. */
export async function postActivity(
  delivery: Delivery,
  personId: string,
  activity: Partial<Activity>,
): Promise<Posted | undefined> {
  const { store, roster } = delivery;
  try {
    const conversation = (await store.conversation(personId)) ?? (await roster.open(personId));
    if (!conversation) return undefined;
    const activityId = await inConversation(delivery, conversation, (context) =>
      context.sendActivity(activity),
    );
    return { conversationId: conversation.conversationId, activityId: activityId?.id ?? '' };
  } catch (error) {
    if (!isClosed(error)) throw error;
    await store.forgetConversation(personId);
    roster.lost(personId);
    return undefined;
  }
}

async function update(delivery: Delivery, posted: Posted, message: Message): Promise<boolean> {
  const conversation = await delivery.store.conversationById(posted.conversationId);
  if (!conversation) return false;
  try {
    await inConversation(delivery, conversation, (context) =>
      context.updateActivity({ ...activityOf(message), id: posted.activityId }),
    );
    return true;
  } catch (error) {
    if (!isClosed(error)) throw error;
    return false;
  }
}

async function postToChannel(
  delivery: Delivery,
  message: Message,
  mention?: { readonly id: string; readonly name: string },
): Promise<Posted | undefined> {
  const channel: Channel | undefined = await delivery.store.channel();
  if (!channel) return undefined;
  const activity = mention ? mentioning(message, mention) : activityOf(message);
  try {
    const sent = await inConversation(delivery, channel, (context) =>
      context.sendActivity(activity),
    );
    return { conversationId: channel.conversationId, activityId: sent?.id ?? '' };
  } catch (error) {
    if (!isClosed(error)) throw error;
    delivery.log.warn('channel-closed');
    return undefined;
  }
}

/** A turn of the bot's own in a conversation. The address is checked again: the token goes wherever it says. */
async function inConversation<Result>(
  delivery: Delivery,
  { conversationId, serviceUrl, tenantId }: Conversation,
  act: (context: TurnContext) => Promise<Result>,
): Promise<Result> {
  const { botAppId, gate } = delivery;
  if (!isAllowedService(serviceUrl, gate)) throw new Error('the service URL is not one of Teams');
  const reference: Partial<ConversationReference> = {
    channelId: 'msteams',
    serviceUrl,
    bot: { id: `28:${botAppId}`, name: 'Scorekeeper' },
    conversation: { id: conversationId, tenantId, isGroup: false, conversationType: '', name: '' },
  };
  return ownTurn(delivery, reference, act);
}

function activityOf(message: Message): Partial<Activity> {
  switch (message.kind) {
    case 'text':
      return { type: 'message', text: message.text, textFormat: 'markdown' };
    case 'acceptance':
      return cardActivity(acceptanceMessage(message.view));
    case 'reminder':
      return cardActivity(reminderCard(message.view));
    case 'alert':
      return cardActivity(alertCard(message.view));
    case 'review':
      return cardActivity(reviewCard(message.view));
    case 'drift':
      return cardActivity(driftCard(message.view));
    case 'drifts':
      return cardActivity(driftListCard(message.view));
  }
}

function mentioning(
  message: Message,
  { id, name }: { readonly id: string; readonly name: string },
): Partial<Activity> {
  const text = `<at>${escapeMarkdown(name)}</at>`;
  const activity = activityOf(message);
  return {
    ...activity,
    text: `${text}, ${activity.text ?? ''}`,
    entities: [{ type: 'mention', text, mentioned: { id, name } }],
  };
}

/** Blocked, uninstalled or gone: 403 and 404 are no fault, and no retry mends them. */
function isClosed(error: unknown): boolean {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return status === 403 || status === 404;
}
