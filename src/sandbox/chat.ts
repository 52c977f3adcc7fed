import type { Log } from '../app/ports.ts';
import type { Shelf } from '../app/shelf.ts';
import type { Chat, ChatMessage, SandboxEvent } from './api.ts';
import { openChatBook } from './chat-book.ts';
import { createConnector, type Connector } from './chat-connector.ts';
import { deliver } from './chat-delivery.ts';
import { channelChatId, personalChatId, type ChatPerson } from './chat-places.ts';
import { createTalk, type Talk } from './chat-talk.ts';
import { waitForMessage } from './chat-wait.ts';

/** The local stand-in of Teams: people's chats on one side, the Bot Connector's protocol on the other. */
export interface ChatService extends Connector, Talk {
  readonly chats: () => readonly Chat[];
  readonly subscribe: (listener: (event: SandboxEvent) => void) => () => void;
  /** The newest message that satisfies this, now or once there is one; rejects after the time. */
  readonly waitFor: (
    chatId: string,
    satisfies: (message: ChatMessage) => boolean,
    timeoutMs: number,
  ) => Promise<ChatMessage>;
  /** Empties every chat, here and on the shelf; what the bot knows of them is its own affair. */
  readonly clear: () => Promise<void>;
  /** Resolves once everything is on the shelf. */
  readonly close: () => Promise<void>;
}

export interface ChatOptions {
  readonly shelf: Shelf;
  readonly now: () => Date;
  readonly people: readonly ChatPerson[];
  readonly tenantId: string;
  /** Where activities are posted. */
  readonly botUrl: string;
  /** The address of `handle`, which the bot is told as its service URL. */
  readonly connectorUrl: string;
  /** The people's own, as Teams tells it with each activity. */
  readonly timeZone?: string;
  readonly log?: Pick<Log, 'fault'>;
  /** How long the bot may take to answer an activity. */
  readonly deadlineMs?: number;
}

/** Opens the chats as the shelf has them: one a person, and the channel. */
export const createChat = async (options: ChatOptions): Promise<ChatService> => {
  const { shelf, now, people, tenantId, log } = options;
  const { connectorUrl: serviceUrl, timeZone = 'UTC', deadlineMs = 10_000 } = options;
  const chatIds = [...people.map(({ id }) => personalChatId(id)), channelChatId];
  const book = await openChatBook({ shelf, chatIds, now, ...(log === undefined ? {} : { log }) });
  return {
    ...createConnector(book, people, tenantId, now),
    ...createTalk({
      book,
      people,
      scene: { tenantId, serviceUrl, timeZone },
      now,
      send: (activity) => deliver(options.botUrl, deadlineMs, activity),
    }),
    chats: book.chats,
    subscribe: book.subscribe,
    waitFor: (chatId, satisfies, timeoutMs) => waitForMessage(book, chatId, satisfies, timeoutMs),
    clear: book.clear,
    close: book.flush,
  };
};
