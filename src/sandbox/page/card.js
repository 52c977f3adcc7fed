import { registerCharts } from './chart-element.js';
import { h } from './dom.js';
import { hostConfig } from './host.js';
import { currentValues, cursorIn, givenValues, mendFilteredChoices, putBack, restoreCursor, typedSince } from './inputs.js';
import { mayFollow, openLink, wordsOf } from './links.js';
import { cardHtml } from './markdown.js';
import { prepare, typesWithFallback } from './prepare.js';
import { AdaptiveCards } from './vendor.js';

/** @typedef {import('./inputs.js').Typed} Typed */
/** @typedef {{ messageId: string, phase: string, message: string }} CardEvent */
/** A button that the bot is to hear of. @typedef {{ title: string, verb: string, data: unknown }} Pressed */

/**
 * Everything that the renderer found wrong with any card, for tests to read as `window.cardEvents`: empty when all were drawn cleanly.
 * @type {CardEvent[]}
 */
const cardEvents = [];
Object.assign(window, { cardEvents });

registerCharts();
AdaptiveCards.GlobalSettings.setTabIndexAtCardRoot = false;
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = cardHtml(text);
  result.didProcess = true;
};

/**
 * @param {unknown} json
 * @param {import('./api.js').SandboxPerson[]} people
 * @param {string} messageId
 */
const parseCard = (json, people, messageId) => {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = hostConfig;
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  const source = prepare(json, people);
  const excused = [...typesWithFallback(source)];
  card.parse(source, context);
  const { UnknownElementType, UnknownActionType } = AdaptiveCards.ValidationEvent;
  for (let index = 0; index < context.eventCount; index++) {
    const { event, message } = context.getEventAt(index);
    const unknown = event === UnknownElementType || event === UnknownActionType;
    if (unknown && excused.some((type) => message.includes(type))) continue;
    cardEvents.push({ messageId, phase: 'parse', message });
  }
  for (const { message } of card.validateProperties().validationEvents) cardEvents.push({ messageId, phase: 'validate', message });
  return card;
};

/**
 * Makes what was drawn a guest of the page: its links lead to where one may go, and its ids are its own.
 * @param {HTMLElement} element
 * @param {string} messageId
 */
const house = (element, messageId) => {
  for (const anchor of element.querySelectorAll('a')) {
    anchor.rel = 'noopener noreferrer';
    if (anchor.hasAttribute('href') && !mayFollow(anchor.href)) anchor.removeAttribute('href');
  }
  /** @param {string} id */
  const own = (id) => (id.startsWith('__ac-') || id.startsWith(`${messageId}-`) ? id : `${messageId}-${id}`);
  for (const each of element.querySelectorAll('[id]')) each.id = own(each.id);
  for (const each of element.querySelectorAll('[aria-controls]')) {
    const ids = each.getAttribute('aria-controls')?.split(' ').filter(Boolean) ?? [];
    each.setAttribute('aria-controls', ids.map(own).join(' '));
  }
};

/**
 * A place where a card is drawn and drawn again. What a person has typed outlives every new version of the card: the same fields keep
 * it, and what has no field any more stands under the card as text.
 * @param {{
 *   messageId: string,
 *   people: import('./api.js').SandboxPerson[],
 *   onPress: (pressed: Pressed) => Promise<unknown>,
 *   onWords: (words: string) => void,
 * }} options `onPress` answers with a card to stand in its place, or with null; where it throws, all stays as it was.
 */
export const createCard = ({ messageId, people, onPress, onWords }) => {
  // A form of its own, so that choices in two cards whose fields have the same name do not switch each other off.
  const face = h('form', { class: 'card-face', tabindex: -1, novalidate: true, onsubmit: (/** @type {Event} */ event) => event.preventDefault() });
  const leftovers = h('div', { class: 'card-leftovers', hidden: true });
  const element = h('div', { class: 'card' }, face, leftovers);
  let card = new AdaptiveCards.AdaptiveCard();
  /** @type {Map<string, string>} */
  let base = new Map();
  /** @type {Map<string, Typed>} */
  let homeless = new Map();
  let busy = false;

  const showLeftovers = () => {
    leftovers.hidden = homeless.size === 0 || busy;
    leftovers.replaceChildren();
    if (leftovers.hidden) return;
    const dismiss = h('button', { type: 'button', class: 'quiet', onclick: () => (homeless.clear(), showLeftovers()) }, 'Dismiss');
    const texts = [...homeless.values()].map(({ label, value }) => h('p', {}, h('b', {}, `${label}: `), value));
    leftovers.append(h('p', { class: 'subtle' }, 'The card has changed. You had typed:'), ...texts, dismiss);
  };

  const showBusy = () => {
    element.classList.toggle('busy', busy);
    element.toggleAttribute('aria-busy', busy);
    for (const button of face.querySelectorAll('button')) button.disabled = busy;
    if (!busy) for (const button of face.querySelectorAll('.pressed')) button.classList.remove('pressed');
  };

  /**
   * @param {unknown} json
   * @param {Map<string, Typed>} typed
   */
  const draw = (json, typed) => {
    const cursor = cursorIn(card, face);
    const expanded = [...face.querySelectorAll('button.expanded')].map((button) => button.getAttribute('title'));
    const next = parseCard(json, people, messageId);
    base = givenValues(next);
    homeless = putBack(next, typed);
    next.onExecuteAction = execute;
    next.onAnchorClicked = () => false;
    next.onInlineCardExpanded = () => settle();
    const drawn = next.render();
    card = next;
    face.replaceChildren(drawn ?? h('p', { class: 'subtle' }, 'This card has nothing to show.'));
    for (const title of expanded) {
      const button = [...face.querySelectorAll('button.expandable:not(.expanded)')].find((each) => each.getAttribute('title') === title);
      if (button instanceof HTMLElement) button.click();
    }
    settle();
    if (cursor) restoreCursor(next, face, cursor);
    showBusy();
    showLeftovers();
  };

  const settle = () => {
    mendFilteredChoices(card);
    house(face, messageId);
  };

  const typed = () => new Map([...homeless, ...typedSince(card, base)]);

  /** @param {import('adaptivecards').Action} action */
  const execute = async (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) {
      const words = wordsOf(action.url ?? '');
      return words ? onWords(words) : openLink(action.url ?? '');
    }
    if (busy || !(action instanceof AdaptiveCards.SubmitAction || action instanceof AdaptiveCards.ExecuteAction)) return;
    const verb = action instanceof AdaptiveCards.ExecuteAction ? (action.verb ?? '') : '';
    const sent = currentValues(card);
    action.renderedElement?.classList.add('pressed');
    busy = true;
    showBusy();
    try {
      const answer = await onPress({ title: action.title ?? '', verb, data: action.data ?? {} });
      busy = false;
      for (const [id, { value }] of homeless) if (sent.get(id) === value) homeless.delete(id);
      if (answer) draw(answer, new Map([...homeless, ...typedSince(card, sent)]));
    } catch {
      return; // Whoever pressed has been told; the card stays as it was.
    } finally {
      busy = false;
      showBusy();
      showLeftovers();
    }
  };

  return {
    element,
    /**
     * Shows another version of the card, with what was typed into this one.
     * @param {unknown} json
     */
    show: (json) => draw(json, typed()),
  };
};
