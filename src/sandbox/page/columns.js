import { createChat } from './chat.js';
import { h, icon } from './dom.js';

/** @typedef {import('./api.js').SandboxPerson} SandboxPerson */
/** @typedef {ReturnType<typeof createChat>} Chat */
/** @typedef {Parameters<typeof createChat>[0]} ChatOptions */
/** @typedef {Pick<ChatOptions, 'onCard'> & { onSay: (chatId: string, personId: string, text: string) => Promise<unknown>, onPress: (chatId: string, ...rest: Parameters<ChatOptions['onPress']>) => ReturnType<ChatOptions['onPress']>, onSeat: () => void }} Doors */

const seats = ['sandbox-eve', 'sandbox-mia', 'sandbox-carl'];

/** @param {SandboxPerson} person */
const chipsFor = ({ title }) => {
  if (/engineer/i.test(title)) return ['recommendations', 'propose audit log'];
  if (/manager|ciso/i.test(title)) return ['queue', 'score', 'register'];
  return /audit/i.test(title) ? ['register', 'verify register'] : ['help'];
};

/** @param {string} name */
const initials = (name) =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

/**
 * A round mark with somebody's initials.
 * @param {SandboxPerson} person
 * @param {readonly SandboxPerson[]} people
 */
const avatar = (person, people) =>
  h('span', { class: `avatar hue-${people.findIndex(({ id }) => id === person.id) % 7}`, 'aria-hidden': 'true' }, initials(person.name));

/**
 * The chats side by side: three people and the channel. A chat keeps everything while somebody else sits in its place.
 * @param {HTMLElement} place
 * @param {SandboxPerson[]} people
 * @param {Doors} doors
 */
export const createColumns = (place, people, { onSay, onPress, onCard, onSeat }) => {
  /** @type {Map<string, Chat>} */
  const chats = new Map();
  /** @type {Map<string, number>} */
  const unread = new Map();

  /** @param {string} chatId @param {Pick<ChatOptions, 'name' | 'self' | 'speakers' | 'chips'>} options */
  const addChat = (chatId, options) => {
    const chat = createChat({
      ...options,
      chatId,
      people,
      onCard,
      onSay: (...said) => onSay(chatId, ...said),
      onPress: (...pressed) => onPress(chatId, ...pressed),
    });
    chats.set(chatId, chat);
    return chat;
  };
  for (const person of people) addChat(`chat-${person.id}`, { name: person.name, self: person.id, speakers: [person], chips: chipsFor(person) });

  /** @param {string} id */
  const personOf = (id) => people.find((person) => person.id === id);

  const columns = seats.map((id, index) => {
    const first = personOf(id) ?? people[index];
    if (!first) throw new Error('The sandbox has too few people.');
    const mark = h('span', { class: 'mark' });
    const title = h('span', { class: 'title' });
    const select = h('select', { 'aria-label': 'Who sits here' });
    const slot = h('div', { class: 'slot' });
    const element = h(
      'section',
      { class: 'column', id: `column-${index}` },
      h('header', { class: 'who' }, mark, h('div', { class: 'names' }, select, title)),
      slot,
    );
    let seated = first;
    const sit = () => {
      mark.replaceChildren(avatar(seated, people));
      title.textContent = seated.title;
      element.dataset['person'] = seated.id;
      element.dataset['chat'] = `chat-${seated.id}`;
      element.setAttribute('aria-label', `${seated.name}, ${seated.title}`);
      const chat = chats.get(`chat-${seated.id}`);
      if (chat) slot.replaceChildren(chat.element);
      unread.delete(`chat-${seated.id}`);
      chat?.scrollToEnd();
    };
    select.addEventListener('change', () => {
      seated = personOf(select.value) ?? seated;
      sit();
      showSeats();
      onSeat();
    });
    place.append(element);
    return { element, select, sit, person: () => seated };
  });

  const showSeats = () => {
    const taken = new Set(columns.map(({ person }) => person().id));
    for (const { select, person } of columns) {
      const options = people.map(({ id, name }) => {
        const news = unread.get(`chat-${id}`) ?? 0;
        return h('option', { value: id, selected: id === person().id, disabled: taken.has(id) && id !== person().id }, news ? `${name} (${news} new)` : name);
      });
      select.replaceChildren(...options);
    }
  };

  const channel = addChat('channel', { name: 'Security governance', self: '', speakers: people, chips: ['what regressed this week', 'score', 'help'] });
  const channelHead = h('header', { class: 'who' }, h('span', { class: 'mark' }, h('span', { class: 'avatar channel' }, icon('channel'))));
  channelHead.append(h('div', { class: 'names' }, h('b', {}, 'Security governance'), h('span', { class: 'title' }, 'Channel, everyone reads along')));
  const channelColumn = h(
    'section',
    { class: 'column', id: 'column-channel', 'data-chat': 'channel', 'aria-label': 'Channel Security governance' },
    channelHead,
    channel.element,
  );
  place.append(channelColumn);

  for (const { sit } of columns) sit();
  showSeats();

  return {
    chats,
    /** The panels with what their tabs show. */
    panels: () => [
      ...columns.map(({ element, person }) => ({
        element,
        chatId: `chat-${person().id}`,
        name: person().name.split(' ')[0] ?? '',
        mark: avatar(person(), people),
      })),
      { element: channelColumn, chatId: 'channel', name: 'Channel', mark: h('span', { class: 'avatar channel' }, icon('channel')) },
    ],
    /**
     * A message arrived for somebody who has no seat.
     * @param {string} chatId
     */
    arrived: (chatId) => {
      if (chatId === 'channel' || columns.some(({ person }) => `chat-${person().id}` === chatId)) return;
      unread.set(chatId, (unread.get(chatId) ?? 0) + 1);
      showSeats();
    },
    /** The chat of the engineer, or whoever sits in that place. */
    engineer: () => chats.get(`chat-${columns[0]?.person().id}`),
  };
};
