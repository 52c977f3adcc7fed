import { wordsFor } from './api.js';
import { createComposer } from './composer.js';
import { h } from './dom.js';
import { createMessage } from './message.js';
import { dayInWords, dayOf } from './time.js';

/** @typedef {import('./api.js').ChatMessage} ChatMessage */
/** @typedef {import('./api.js').SandboxPerson} SandboxPerson */
/** A message that is drawn. @typedef {ReturnType<typeof createMessage>} Drawn */

/** How many messages are drawn at first; the earlier ones wait behind a button. */
const page = 40;
const typingLasts = 8000;
const toastLasts = 8000;

/**
 * One chat with the bot: what was said, and where one says something.
 * @param {{
 *   chatId: string,
 *   name: string,
 *   self: string,
 *   people: SandboxPerson[],
 *   speakers: SandboxPerson[],
 *   chips: string[],
 *   onSay: (personId: string, text: string) => Promise<unknown>,
 *   onPress: (personId: string, message: ChatMessage, pressed: import('./card.js').Pressed) => Promise<import('./api.js').PressAnswer>,
 *   onCard: (messageId: string, card: unknown) => void,
 * }} options `self` is whose chat it is, empty in a channel; `speakers` are those who may speak in it.
 */
export const createChat = ({ chatId, name, self, people, speakers, chips, onSay, onPress, onCard }) => {
  const empty = h('p', { class: 'empty' }, 'Nothing here yet. Type help, or press one of the words below.');
  const earlier = h('button', { type: 'button', class: 'quiet earlier', hidden: true, onclick: () => drawEarlier() });
  const log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': `Messages, ${name}`, tabindex: 0 }, earlier, empty);
  const typing = h('p', { class: 'typing', hidden: true }, 'Scorekeeper is typing', h('i', {}), h('i', {}), h('i', {}));
  const newer = h('button', { type: 'button', class: 'newer', hidden: true, onclick: () => scrollToEnd() }, 'New messages below');
  const toastText = h('span');
  const toast = h('div', { class: 'toast', role: 'status' }, toastText);
  const composer = createComposer({ speakers, chips, onSay: (personId, text) => onSay(personId, text), onFault: (text) => notify(text, true) });
  const element = h('div', { class: 'chat', 'data-chat-body': chatId }, log, typing, newer, toast, composer.element);
  /** @type {Map<string, Drawn>} */
  const drawn = new Map();
  /** @type {ChatMessage[]} */
  let waiting = [];
  let typingTimer = 0;
  let toastTimer = 0;

  /**
   * @param {string} text
   * @param {boolean} [fault]
   */
  const notify = (text, fault = false) => {
    toastText.textContent = text;
    toast.classList.toggle('fault', fault);
    toast.classList.toggle('shown', text !== '');
    clearTimeout(toastTimer);
    if (text) toastTimer = setTimeout(() => notify(''), toastLasts);
  };
  toast.append(h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close notice', onclick: () => notify('') }, '×'));

  /** Where the page itself last scrolled to; nobody has scrolled since while the log still stands there. */
  let rest = 0;
  const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const isWorking = () => log !== document.activeElement && log.contains(document.activeElement);
  const mayScroll = () => (atEnd() || Math.abs(log.scrollTop - rest) < 4) && !isWorking();
  log.addEventListener('scroll', () => {
    if (atEnd()) newer.hidden = true;
  });
  // What stands beneath the chat grew: the newest message stays in sight.
  new ResizeObserver(() => {
    if (newer.hidden && mayScroll()) scrollToEnd();
  }).observe(log);

  const scrollToEnd = () => {
    const last = [...drawn.values()].at(-1)?.element;
    newer.hidden = true;
    if (!last) return;
    const tall = last.offsetHeight > log.clientHeight - 24;
    log.scrollTop = tall ? last.offsetTop - log.offsetTop - 8 : log.scrollHeight;
    rest = log.scrollTop;
  };

  const showDays = () => {
    let day = '';
    for (const rule of log.querySelectorAll('.day')) rule.remove();
    for (const { element, message } of drawn.values()) {
      if (day !== dayOf(message().at)) element.before(h('p', { class: 'day' }, h('span', {}, dayInWords(message().at))));
      day = dayOf(message().at);
    }
    empty.hidden = drawn.size > 0;
    earlier.hidden = waiting.length === 0;
    earlier.textContent = `Show ${Math.min(page, waiting.length)} of ${waiting.length} earlier messages`;
  };

  /** @param {string} messageId */
  const jump = (messageId) => {
    const target = drawn.get(messageId)?.element;
    target?.scrollIntoView({ block: 'start' });
    target?.focus({ preventScroll: true });
  };

  /**
   * Where a long form becomes a short answer, the answer is shown from its beginning; a card that stays long stays where it is, or
   * shows what it complains of first.
   * @param {HTMLElement} message
   */
  const showAnswer = (message) => {
    const before = message.offsetHeight;
    requestAnimationFrame(() => {
      if (message.offsetHeight < 0.75 * before) return message.scrollIntoView({ block: 'start' });
      const lines = [...message.querySelectorAll('.ac-richTextBlock')];
      lines.find((line) => line.textContent.startsWith('⚠'))?.scrollIntoView({ block: 'center' });
    });
  };

  /** @param {ChatMessage} message */
  const draw = (message) => {
    const made = createMessage(message, {
      people,
      self,
      onJump: jump,
      onWords: (words) => composer.compose(words),
      onPress: async (current, pressed) => {
        notify('');
        try {
          const { card, notice } = await onPress(composer.speaker(), current, pressed);
          notify(notice);
          onCard(message.id, card);
          if (card) showAnswer(made.element);
          return card;
        } catch (error) {
          notify(wordsFor(error), true);
          throw error;
        }
      },
    });
    drawn.set(message.id, made);
    return made;
  };

  const drawEarlier = () => {
    const more = waiting.splice(-page);
    const known = [...drawn];
    const first = known[0]?.[1].element ?? null;
    const before = log.scrollHeight;
    drawn.clear();
    for (const message of more) log.insertBefore(draw(message).element, first);
    for (const [id, each] of known) drawn.set(id, each);
    showDays();
    log.scrollTop += log.scrollHeight - before;
  };

  /** @param {boolean} on */
  const showTyping = (on) => {
    const stay = atEnd();
    typing.hidden = !on;
    clearTimeout(typingTimer);
    if (on) typingTimer = setTimeout(() => showTyping(false), typingLasts);
    if (stay && on) log.scrollTop = log.scrollHeight;
  };

  /** @param {ChatMessage} message */
  const put = (message) => {
    const known = drawn.get(message.id);
    const place = waiting.findIndex(({ id }) => id === message.id);
    if (known) known.update(message);
    else if (place >= 0) waiting[place] = message;
    else log.append(draw(message).element);
    onCard(message.id, message.card);
    return !known && place < 0;
  };

  return {
    element,
    compose: composer.compose,
    focusLog: () => log.focus(),
    scrollToEnd,
    typing: () => showTyping(true),
    /**
     * A message that is new, or a new version of one.
     * @param {ChatMessage} message
     */
    put: (message) => {
      const follow = mayScroll();
      const added = put(message);
      if (!added) return;
      if (message.from === 'bot') showTyping(false);
      showDays();
      if (follow || message.from === composer.speaker()) scrollToEnd();
      else newer.hidden = false;
    },
    /** @param {string} messageId */
    remove: (messageId) => {
      drawn.get(messageId)?.element.remove();
      drawn.delete(messageId);
      waiting = waiting.filter(({ id }) => id !== messageId);
      showDays();
    },
    /**
     * Brings the chat in line with the server; what has not changed there is not touched here.
     * @param {readonly ChatMessage[]} messages
     */
    load: (messages) => {
      const follow = mayScroll();
      const ids = new Set(messages.map(({ id }) => id));
      for (const [id, each] of drawn) {
        if (ids.has(id)) continue;
        each.element.remove();
        drawn.delete(id);
      }
      if (drawn.size === 0) waiting = messages.slice(0, -page);
      for (const message of messages) {
        const known = drawn.get(message.id)?.message() ?? waiting.find(({ id }) => id === message.id);
        if (!known || JSON.stringify(known) !== JSON.stringify(message)) put(message);
      }
      showDays();
      if (follow) scrollToEnd();
    },
  };
};
