import { z } from 'zod';
import type { ChatMessage } from './api.ts';
import type { ChatBook } from './chat-book.ts';
import type { Place } from './chat-places.ts';
import { no, type Reply } from './connector-reply.ts';

/** About 100 KB in UTF-16, as Teams counts. */
const largest = 50 * 1024;
const cardType = 'application/vnd.microsoft.card.adaptive';

const activityShape = z.looseObject({
  type: z.string().default('message'),
  text: z.string().nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string(), content: z.unknown().optional() }))
    .nullish(),
});

export type BotActivity = z.infer<typeof activityShape>;
export type ReadActivity =
  | { readonly ok: true; readonly activity: BotActivity }
  | { readonly ok: false; readonly reply: Reply };

export const malformed = no(400, 'BadSyntax', 'The body is not what this operation takes.');

/** Reads an activity as leniently as the Bot Connector does, its size excepted. */
export const readActivity = (body: unknown): ReadActivity => {
  const activity = activityShape.safeParse(body);
  if (!activity.success) return { ok: false, reply: malformed };
  if (JSON.stringify(body).length > largest)
    return { ok: false, reply: no(413, 'MessageSizeTooBig', 'The message is too big.') };
  return { ok: true, activity: activity.data };
};

/** What of an activity a chat shows: its text and its first Adaptive Card. */
export const shownBy = (activity: BotActivity): Pick<ChatMessage, 'text' | 'card'> => ({
  // A mention reads as a name: the page draws Markdown, with HTML off.
  text: (activity.text ?? '').replaceAll(/<at>([^<]*)<\/at>/g, '@$1'),
  card: activity.attachments?.find(({ contentType }) => contentType === cardType)?.content ?? null,
});

/** Puts a message of the bot's into the book, in the channel without a thread as the first of its own; answers its id. */
export const postMessage = (
  book: ChatBook,
  place: Place,
  activity: BotActivity,
  at: Date,
): string => {
  const id = book.nextId();
  book.add({
    chatId: place.chatId,
    threadId: place.ownerId === '' && place.threadId === '' ? id : place.threadId,
    message: {
      id,
      from: 'bot',
      at: at.toISOString(),
      ...shownBy(activity),
      edited: false,
      repliesTo: '',
    },
  });
  return id;
};
