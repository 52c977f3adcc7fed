import type { SandboxPerson } from './api.ts';

/** A person of the chats; the optional facts show in the rosters. */
export interface ChatPerson extends SandboxPerson {
  readonly upn?: string;
  readonly guest?: boolean;
}

export const bot = { id: '28:scorekeeper', name: 'Scorekeeper' } as const;

export const team = {
  id: '19:team@thread.tacv2',
  name: 'Security',
  aadGroupId: '5c0e7a11-0000-4000-8000-000000000001',
} as const;

export const channel = { id: '19:governance@thread.tacv2', name: 'Governance' } as const;

export const channelChatId = 'channel';

export const personalChatId = (personId: string): string => `chat-${personId}`;

/** A place to write to: somebody's personal chat, or the channel, in a thread of it where one is named. */
export interface Place {
  readonly chatId: string;
  /** Whose personal chat it is; empty in the channel. */
  readonly ownerId: string;
  /** The id of the message that began the thread; empty outside of threads. */
  readonly threadId: string;
}

export const personalPlace = (personId: string): Place => ({
  chatId: personalChatId(personId),
  ownerId: personId,
  threadId: '',
});

export const channelPlace = (threadId = ''): Place => ({
  chatId: channelChatId,
  ownerId: '',
  threadId,
});

const threadMark = ';messageid=';

/** The conversation id of a place as the bot sees it, of Teams' kind. */
export const conversationIdOf = ({ ownerId, threadId }: Place): string => {
  if (ownerId !== '') return `a:${ownerId}`;
  return threadId === '' ? channel.id : `${channel.id}${threadMark}${threadId}`;
};

/** The place that a conversation id names; undefined for one that was never given out. */
export const placeOf = (
  conversationId: string,
  people: readonly ChatPerson[],
): Place | undefined => {
  const owner = people.find((person) => conversationId === `a:${person.id}`);
  if (owner !== undefined) return personalPlace(owner.id);
  if (conversationId === channel.id) return channelPlace();
  if (!conversationId.startsWith(channel.id + threadMark)) return undefined;
  const threadId = conversationId.slice(channel.id.length + threadMark.length);
  return threadId === '' ? undefined : channelPlace(threadId);
};

/** The person behind a `29:` id, an object id or a user principal name, as Teams takes them. */
export const memberOf = (id: string, people: readonly ChatPerson[]): ChatPerson | undefined =>
  people.find(
    (person) => id === `29:${person.id}` || id === person.id || (id !== '' && id === person.upn),
  );
