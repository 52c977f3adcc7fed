import type { ChatMessage } from './api.ts';
import type { ChatBook } from './chat-book.ts';

/** The newest message of a chat that satisfies this, now or once it is posted or updated; rejects after the time. */
export const waitForMessage = async (
  book: Pick<ChatBook, 'chats' | 'subscribe'>,
  chatId: string,
  satisfies: (message: ChatMessage) => boolean,
  timeoutMs: number,
): Promise<ChatMessage> => {
  const chat = book.chats().find(({ id }) => id === chatId);
  const there = chat?.messages.findLast((message) => satisfies(message));
  if (there !== undefined) return there;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      leave();
      reject(new Error(`No such message came to ${chatId} within ${String(timeoutMs)} ms.`));
    }, timeoutMs);
    const leave = book.subscribe((event) => {
      if (event.kind !== 'message' && event.kind !== 'update') return;
      if (event.chatId !== chatId || !satisfies(event.message)) return;
      clearTimeout(timer);
      leave();
      resolve(event.message);
    });
  });
};
