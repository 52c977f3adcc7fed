import type { ChatBook } from './chat-book.ts';
import { placeOf, type ChatPerson, type Place } from './chat-places.ts';
import { postMessage, readActivity, shownBy } from './connector-activity.ts';
import { noActivity, noConversation, yes, type Reply } from './connector-reply.ts';

export interface Posts {
  readonly post: (conversationId: string, body: unknown) => Reply;
  readonly update: (conversationId: string, activityId: string, body: unknown) => Reply;
  readonly remove: (conversationId: string, activityId: string) => Reply;
}

type Found = { readonly ok: true; readonly place: Place } | { readonly ok: false; reply: Reply };

/** What the bot writes where a conversation is: new messages, and changes to its own. */
export const createPosts = (
  book: ChatBook,
  people: readonly ChatPerson[],
  now: () => Date,
): Posts => {
  const known = (conversationId: string): Found => {
    const place = placeOf(conversationId, people);
    if (place === undefined) return { ok: false, reply: noConversation };
    const there = place.threadId === '' || book.hasThread(place.chatId, place.threadId);
    return there ? { ok: true, place } : { ok: false, reply: noConversation };
  };
  /** The place of a message of the bot's own: nobody else's can be touched. */
  const own = (conversationId: string, activityId: string): Found => {
    const found = known(conversationId);
    if (!found.ok) return found;
    const entry = book.find(found.place.chatId, activityId);
    return entry?.message.from === 'bot' ? found : { ok: false, reply: noActivity };
  };
  return {
    post: (conversationId, body) => {
      const found = known(conversationId);
      if (!found.ok) return found.reply;
      const read = readActivity(body);
      if (!read.ok) return read.reply;
      const { type } = read.activity;
      if (type === 'message')
        return yes({ id: postMessage(book, found.place, read.activity, now()) }, 201);
      if (type === 'typing') book.tell({ kind: 'typing', chatId: found.place.chatId });
      return yes({ id: book.nextId() }, 201);
    },
    update: (conversationId, activityId, body) => {
      const found = own(conversationId, activityId);
      if (!found.ok) return found.reply;
      const read = readActivity(body);
      if (!read.ok) return read.reply;
      book.edit(found.place.chatId, activityId, shownBy(read.activity));
      return yes({ id: activityId });
    },
    remove: (conversationId, activityId) => {
      const found = own(conversationId, activityId);
      if (!found.ok) return found.reply;
      book.remove(found.place.chatId, activityId);
      return yes({});
    },
  };
};
