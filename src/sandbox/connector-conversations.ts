import { z } from 'zod';
import type { ChatBook } from './chat-book.ts';
import {
  channel,
  channelPlace,
  conversationIdOf,
  memberOf,
  personalPlace,
  type ChatPerson,
} from './chat-places.ts';
import { malformed, postMessage, readActivity } from './connector-activity.ts';
import { noConversation, noMember, yes, type Reply } from './connector-reply.ts';

const conversationShape = z.looseObject({
  members: z.array(z.looseObject({ id: z.string() })).nullish(),
  channelData: z.looseObject({ channel: z.looseObject({ id: z.string() }).nullish() }).nullish(),
  activity: z.unknown().optional(),
});

/** Begins conversations for the bot: a personal one with its first member, or a thread in the channel. */
export const createConversations = (
  book: ChatBook,
  people: readonly ChatPerson[],
  now: () => Date,
): ((body: unknown) => Reply) => {
  const thread = (channelId: string, body: unknown): Reply => {
    if (channelId !== channel.id) return noConversation;
    const read = readActivity(body);
    if (!read.ok) return read.reply;
    const id = postMessage(book, channelPlace(), read.activity, now());
    return yes({ id: conversationIdOf(channelPlace(id)), activityId: id }, 201);
  };
  const personal = (memberId: string, body: unknown): Reply => {
    const person = memberOf(memberId, people);
    if (person === undefined) return noMember;
    const place = personalPlace(person.id);
    const id = conversationIdOf(place);
    if (body === undefined || body === null) return yes({ id }, 201);
    const read = readActivity(body);
    if (!read.ok) return read.reply;
    return yes({ id, activityId: postMessage(book, place, read.activity, now()) }, 201);
  };
  return (body) => {
    const asked = conversationShape.safeParse(body);
    if (!asked.success) return malformed;
    const { members, channelData, activity } = asked.data;
    const channelId = channelData?.channel?.id;
    return channelId === undefined
      ? personal(members?.[0]?.id ?? '', activity)
      : thread(channelId, activity);
  };
};
