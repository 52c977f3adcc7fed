import { createCard } from './card.js';
import { h } from './dom.js';
import { messageHtml } from './markdown.js';
import { timeOfDay } from './time.js';

/** @typedef {import('./api.js').ChatMessage} ChatMessage */
/**
 * @typedef {{
 *   people: import('./api.js').SandboxPerson[],
 *   self: string,
 *   onPress: (message: ChatMessage, pressed: import('./card.js').Pressed) => Promise<unknown>,
 *   onWords: (words: string) => void,
 *   onJump: (messageId: string) => void,
 * }} MessageOptions
 */

/**
 * One message in a chat: words, or a card.
 * @param {ChatMessage} first
 * @param {MessageOptions} options `self` is whose chat it is; empty in a channel.
 */
export const createMessage = (first, { people, self, onPress, onWords, onJump }) => {
  const fromBot = first.from === 'bot';
  const author = fromBot ? 'Scorekeeper' : (people.find(({ id }) => id === first.from)?.name ?? first.from);
  const kind = fromBot ? 'bot' : first.from === self ? 'own' : 'other';
  const time = h('time', { datetime: first.at }, timeOfDay(first.at));
  const edited = h('span', { class: 'edited' }, 'edited');
  const reply = h('button', { type: 'button', class: 'reply quiet', onclick: () => onJump(shown.repliesTo) }, 'Answer to the card above');
  const head = h('header', {}, h('b', {}, author), time);
  const words = h('div', { class: 'words' });
  const element = h('article', { class: `message ${kind}`, 'data-message-id': first.id, tabindex: -1, 'aria-label': `${author}, ${timeOfDay(first.at)}` });
  element.append(head, words);
  let shown = first;
  /** @type {ReturnType<typeof createCard> | undefined} */
  let card;

  /** @param {string} text */
  const say = (text) => {
    words.hidden = text === '';
    if (fromBot) words.innerHTML = messageHtml(text);
    else words.textContent = text.replaceAll(/<at>(.*?)<\/at>/g, '@$1');
  };

  /** @param {ChatMessage} message */
  const update = (message) => {
    shown = message;
    if (message.edited) head.append(edited);
    else edited.remove();
    if (message.repliesTo) head.after(reply);
    else reply.remove();
    element.classList.toggle('has-card', Boolean(message.card));
    say(message.text);
    if (!message.card) {
      card?.element.remove();
      return;
    }
    card ??= createCard({ messageId: first.id, people, onPress: (pressed) => onPress(shown, pressed), onWords });
    if (!card.element.isConnected) element.append(card.element);
    card.show(message.card);
  };

  update(first);
  return { element, update, message: () => shown };
};
