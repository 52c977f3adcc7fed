import { setStatus, wordsFor } from './api.js';
import { h } from './dom.js';
import { states, words } from './status.js';

/** @typedef {import('./status.js').State} State */

const administrator = 'Portal administrator';

/**
 * Sets a status as an administrator would, past the bot.
 * @param {() => string} controlId
 * @param {Node[]} first what comes before the status, where one has to say which recommendation it is
 */
export const createByHand = (controlId, ...first) => {
  const select = h('select', { 'aria-label': 'Status to set by hand' }, ...states.map((state) => h('option', { value: state }, words[state])));
  const comment = h('input', { type: 'text', 'aria-label': 'Comment for Secure Score', placeholder: 'Comment', maxlength: 400 });
  const answer = h('p', { role: 'status', class: 'subtle answer' });
  const form = h('form', { class: 'by-hand' }, ...first, select, comment, h('button', { type: 'submit' }, 'Set status'), answer);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    answer.textContent = 'Setting the status…';
    const state = /** @type {State} */ (select.value);
    try {
      await setStatus({ controlId: controlId(), state, comment: comment.value.trim(), by: administrator });
      comment.value = '';
      answer.textContent = `Set to ${words[state]}.`;
    } catch (error) {
      answer.textContent = wordsFor(error);
    }
  });
  return {
    form,
    /** Offers a status, with nothing answered yet. @param {State} state */
    offer: (state) => {
      select.value = state;
      answer.textContent = '';
    },
  };
};

/** For a recommendation that is not in the list, because nobody has touched it. */
export const createAnother = () => {
  const field = h('input', {
    type: 'text',
    required: true,
    'aria-label': 'Id of the recommendation',
    placeholder: 'Its id, for example: scid_2021',
    maxlength: 200,
  });
  const byHand = createByHand(() => field.value.trim(), field);
  byHand.offer('Ignored');
  const element = h('details', { class: 'another' }, h('summary', {}, 'Set another recommendation by hand'), byHand.form);
  element.addEventListener('toggle', () => element.open && element.scrollIntoView({ block: 'nearest' }));
  return element;
};
