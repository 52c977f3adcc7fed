import type { Press, PressAnswer, Say } from './api.ts';
import {
  installActivities,
  messageActivity,
  pressActivity,
  type Activity,
  type Scene,
} from './chat-activities.ts';
import type { ChatBook } from './chat-book.ts';
import { didNotGoThrough, pressAnswerOf, type Delivered } from './chat-delivery.ts';
import {
  channelChatId,
  channelPlace,
  personalChatId,
  personalPlace,
  type ChatPerson,
  type Place,
} from './chat-places.ts';

/** `ok` is false where nothing was said (403, 404), or where it was and the bot did not answer (502). */
export type Said =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: 403 | 404 | 502; readonly error: string };

/** What people do in their chats. */
export interface Talk {
  /** Shows the message at once and resolves when the bot has taken it. */
  readonly say: (say: Say) => Promise<Said>;
  /** A card that answers replaces the pressed one in a personal chat; in the channel only the answer carries it. */
  readonly press: (press: Press) => Promise<PressAnswer>;
  /** Installs the bot for a person, as Teams tells a bot; false when it did not take the news, or for a stranger. */
  readonly install: (personId: string) => Promise<boolean>;
  readonly installChannel: () => Promise<boolean>;
}

export interface TalkWorld {
  readonly book: ChatBook;
  readonly people: readonly ChatPerson[];
  readonly scene: Scene;
  readonly now: () => Date;
  readonly send: (activity: Activity) => Promise<Delivered>;
}

type Refused = Extract<Said, { readonly ok: false }>;
type Seat = { readonly ok: true; readonly person: ChatPerson; readonly place: Place } | Refused;

const noChat: Refused = { ok: false, status: 404, error: 'There is no such chat.' };
const noPerson: Refused = { ok: false, status: 404, error: 'There is no such person.' };
const notTheirs: Refused = { ok: false, status: 403, error: 'That chat is somebody else’s.' };
const noAnswer: Refused = { ok: false, status: 502, error: 'The bot did not answer.' };

const notice = (text: string): PressAnswer => ({ card: null, notice: text });

/** Where this person sits in this chat: in their own, or in the channel. */
const seatOf = (people: readonly ChatPerson[], chatId: string, personId: string): Seat => {
  const person = people.find(({ id }) => id === personId);
  if (person === undefined) return noPerson;
  if (chatId === channelChatId) return { ok: true, person, place: channelPlace() };
  if (chatId === personalChatId(personId))
    return { ok: true, person, place: personalPlace(personId) };
  return people.some(({ id }) => chatId === personalChatId(id)) ? notTheirs : noChat;
};

const say = async ({ book, people, scene, now, send }: TalkWorld, said: Say): Promise<Said> => {
  const { chatId, personId, text } = said;
  const seat = seatOf(people, chatId, personId);
  if (!seat.ok) return seat;
  const id = book.nextId();
  const at = now();
  // A message in the channel begins a thread of its own.
  const place = seat.place.ownerId === '' ? channelPlace(id) : seat.place;
  const message = { id, from: personId, at: at.toISOString(), text, card: null };
  book.add({
    chatId,
    threadId: place.threadId,
    message: { ...message, edited: false, repliesTo: '' },
  });
  const sent = await send(messageActivity(scene, { person: seat.person, place, at }, { id, text }));
  return sent.ok ? { ok: true } : noAnswer;
};

const press = async (world: TalkWorld, pressed: Press): Promise<PressAnswer> => {
  const { book, people, scene, now, send } = world;
  const seat = seatOf(people, pressed.chatId, pressed.personId);
  if (!seat.ok) return notice(seat.error);
  const entry = book.find(pressed.chatId, pressed.messageId);
  if (entry === undefined) return notice('That message is gone.');
  const place = { ...seat.place, threadId: entry.threadId };
  const sent = await send(pressActivity(scene, { person: seat.person, place, at: now() }, pressed));
  if (pressed.verb === '') return sent.ok ? notice('') : didNotGoThrough;
  const answer = pressAnswerOf(sent);
  if (answer.card !== null && place.ownerId !== '')
    book.edit(pressed.chatId, pressed.messageId, { text: entry.message.text, card: answer.card });
  return answer;
};

const install = async (
  { scene, now, send }: TalkWorld,
  person: ChatPerson | undefined,
  place: Place,
): Promise<boolean> => {
  if (person === undefined) return false;
  for (const activity of installActivities(scene, { person, place, at: now() }))
    if (!(await send(activity)).ok) return false;
  return true;
};

/** What people do in their chats becomes messages in the book and activities for the bot. */
export const createTalk = (world: TalkWorld): Talk => ({
  say: (said) => say(world, said),
  press: (pressed) => press(world, pressed),
  install: (personId) =>
    install(
      world,
      world.people.find(({ id }) => id === personId),
      personalPlace(personId),
    ),
  installChannel: () => install(world, world.people[0], channelPlace()),
});
