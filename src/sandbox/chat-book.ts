import { z } from 'zod';
import type { Log } from '../app/ports.ts';
import type { Shelf } from '../app/shelf.ts';
import type { Chat, ChatMessage, SandboxEvent } from './api.ts';
import { createListeners } from './listeners.ts';
import { createWriteBehind } from './write-behind.ts';

/** A message where it stands: in which chat, and in which thread of it (empty outside of threads). */
interface Entry {
  readonly chatId: string;
  readonly threadId: string;
  readonly message: ChatMessage;
}

/** Every message of every chat; what changes is told at once and on the shelf a moment later. */
export interface ChatBook {
  readonly chats: () => readonly Chat[];
  /** A new id of Teams' kind: milliseconds, never twice, always growing. */
  readonly nextId: () => string;
  readonly find: (chatId: string, messageId: string) => Entry | undefined;
  readonly hasThread: (chatId: string, threadId: string) => boolean;
  readonly add: (entry: Entry) => void;
  /** The changed message, marked as edited; undefined when it is gone. */
  readonly edit: (
    chatId: string,
    messageId: string,
    shown: Pick<ChatMessage, 'text' | 'card'>,
  ) => ChatMessage | undefined;
  readonly remove: (chatId: string, messageId: string) => boolean;
  readonly clear: () => Promise<void>;
  readonly flush: () => Promise<void>;
  readonly tell: (event: SandboxEvent) => void;
  readonly subscribe: (listener: (event: SandboxEvent) => void) => () => void;
}

interface BookOptions {
  readonly shelf: Shelf;
  readonly chatIds: readonly string[];
  readonly now: () => Date;
  readonly log?: Pick<Log, 'fault'>;
}

const shelfKind = 'chat-message';
const kept = 200;

const entryShape: z.ZodType<Entry> = z.object({
  chatId: z.string(),
  threadId: z.string(),
  message: z.object({
    id: z.string().regex(/^\d+$/),
    from: z.string(),
    at: z.string(),
    text: z.string(),
    card: z.unknown(),
    edited: z.boolean(),
    repliesTo: z.string(),
  }),
});

type Pages = ReadonlyMap<string, Map<string, Entry>>;

const restored = async ({ shelf, chatIds }: BookOptions): Promise<Pages> => {
  const pages: Pages = new Map(chatIds.map((id) => [id, new Map<string, Entry>()]));
  const entries = (await shelf.list(shelfKind)).flatMap(({ body }) => {
    const entry = entryShape.safeParse(body);
    return entry.success ? [entry.data] : [];
  });
  for (const entry of entries.sort((a, b) => Number(a.message.id) - Number(b.message.id)))
    pages.get(entry.chatId)?.set(entry.message.id, entry);
  return pages;
};

const createIds = (pages: Pages, now: () => Date): (() => string) => {
  let last = Math.max(0, ...[...pages.values()].flatMap((page) => [...page.keys()].map(Number)));
  return () => {
    last = Math.max(last + 1, now().getTime());
    return String(last);
  };
};

/** Opens the book of these chats as the shelf has it; a chat keeps its last 200 messages. */
export const openChatBook = async (options: BookOptions): Promise<ChatBook> => {
  const pages = await restored(options);
  const { put, flush } = createWriteBehind(options.shelf, shelfKind, options.log);
  const { tell, add: subscribe } = createListeners<SandboxEvent>();

  const find: ChatBook['find'] = (chatId, messageId) => pages.get(chatId)?.get(messageId);
  const keep = (entry: Entry): void => {
    pages.get(entry.chatId)?.set(entry.message.id, entry);
    put(entry.message.id, entry);
  };
  const remove: ChatBook['remove'] = (chatId, messageId) => {
    if (pages.get(chatId)?.delete(messageId) !== true) return false;
    put(messageId, undefined);
    tell({ kind: 'delete', chatId, messageId });
    return true;
  };
  return {
    find,
    remove,
    flush,
    tell,
    subscribe,
    nextId: createIds(pages, options.now),
    chats: () =>
      [...pages].map(([id, page]) => ({
        id,
        messages: [...page.values()].map(({ message }) => message),
      })),
    hasThread: (chatId, threadId) =>
      [...(pages.get(chatId)?.values() ?? [])].some((entry) => entry.threadId === threadId),
    add: (entry) => {
      keep(entry);
      tell({ kind: 'message', chatId: entry.chatId, message: entry.message });
      const page = [...(pages.get(entry.chatId)?.keys() ?? [])];
      for (const id of page.slice(0, Math.max(0, page.length - kept))) remove(entry.chatId, id);
    },
    edit: (chatId, messageId, shown) => {
      const entry = find(chatId, messageId);
      if (entry === undefined) return undefined;
      const message = { ...entry.message, ...shown, edited: true };
      keep({ ...entry, message });
      tell({ kind: 'update', chatId, message });
      return message;
    },
    clear: async () => {
      for (const page of pages.values()) {
        for (const id of page.keys()) put(id, undefined);
        page.clear();
      }
      tell({ kind: 'reset' });
      await flush();
    },
  };
};
