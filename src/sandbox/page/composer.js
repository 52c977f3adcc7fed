import { wordsFor } from './api.js';
import { h, icon } from './dom.js';

/** @typedef {import('./api.js').SandboxPerson} SandboxPerson */

/**
 * Where a person types. What could not be sent stands there again.
 * @param {{
 *   speakers: SandboxPerson[],
 *   chips: string[],
 *   onSay: (personId: string, text: string) => Promise<unknown>,
 *   onFault: (text: string) => void,
 * }} options with several speakers one chooses who speaks; the first is the default.
 */
export const createComposer = ({ speakers, chips, onSay, onFault }) => {
  let speaker = speakers[0]?.id ?? '';
  const nameOf = () => speakers.find(({ id }) => id === speaker)?.name ?? '';
  const field = h('textarea', { rows: 1, placeholder: 'Type a message, for example: help', 'aria-label': `Message as ${nameOf()}`, enterkeyhint: 'send' });
  const send = h('button', { type: 'button', class: 'send', 'aria-label': 'Send', title: 'Send' }, icon('send'));
  const suggestions = h('div', { class: 'chips', role: 'group', 'aria-label': 'Suggestions' });
  const element = h('div', { class: 'composer' }, suggestions, h('div', { class: 'field' }, field, send));

  const submit = async () => {
    const text = field.value.trim();
    if (text === '') return;
    field.value = '';
    try {
      await onSay(speaker, text);
    } catch (error) {
      field.value = field.value === '' ? text : `${text}\n${field.value}`;
      onFault(wordsFor(error));
    }
  };

  /**
   * Puts words into the field, not sent, with the cursor behind them.
   * @param {string} words
   */
  const compose = (words) => {
    field.value = words;
    field.focus();
    field.setSelectionRange(words.length, words.length);
  };

  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  });
  send.addEventListener('click', () => {
    void submit();
    field.focus();
  });
  for (const words of chips) suggestions.append(h('button', { type: 'button', class: 'chip', onclick: () => compose(words) }, words));

  if (speakers.length > 1) {
    const select = h('select', { 'aria-label': 'Who speaks in the channel' });
    for (const { id, name } of speakers) select.append(h('option', { value: id }, name));
    select.addEventListener('change', () => {
      speaker = select.value;
      field.setAttribute('aria-label', `Message as ${nameOf()}`);
    });
    suggestions.prepend(h('label', { class: 'speaker' }, 'As ', select));
  }

  return { element, compose, speaker: () => speaker };
};
