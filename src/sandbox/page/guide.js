import { h, icon, recall, remember } from './dom.js';
import { buttonsOf } from './prepare.js';

/**
 * The five steps. `seat` is whose chat a step happens in; `say` is what its words put into the composer there.
 * @type {{ id: string, title: string, text: string, seat?: number, say?: string[] }[]}
 */
const steps = [
  { id: 'propose', title: 'Eve proposes', text: 'Send `propose audit log`, fill in the form, press `Submit for review`.', seat: 0, say: ['propose audit log'] },
  { id: 'endorse', title: 'Mia reviews', text: 'Her card is there. Write the Business context, press `Endorse`.', seat: 1 },
  { id: 'approve', title: 'Carl decides', text: 'His card says what is at stake; `Details` has every text, `Back` returns. Press `Approve`.', seat: 2 },
  { id: 'portal', title: 'Secure Score follows', text: 'In the portal the status becomes `Risk accepted`; the card says `Active`.' },
  {
    id: 'register',
    title: 'Everyone can check',
    text: '`register` lists the entries; `verify register` checks that nobody changed one.',
    seat: 0,
    say: ['register', 'verify register'],
  },
];

/** Text with the words to press or to type set off. @param {string} text */
const phrase = (text) => text.split('`').map((words, index) => (index % 2 ? h('kbd', {}, words) : words));

/**
 * The guide: what to press, for somebody who has never seen this. It ticks its steps off by watching what happens.
 * @param {HTMLElement} place
 * @param {{ compose: (seat: number, words: string) => void, showSeat: (seat: number) => void, showPortal: () => void, onTick: () => void }} doors
 */
export const createGuide = (place, { compose, showSeat, showPortal, onTick }) => {
  const done = new Set(recall('guide-done').split(' ').filter(Boolean));
  /** A pressed button that counts once the card has stopped offering it. @type {Map<string, { title: string, steps: string[] }>} */
  const pressed = new Map();
  let approving = false;
  let listed = false;
  let folded = recall('guide') === 'folded';
  const count = h('small');
  const fold = h(
    'button',
    { type: 'button', class: 'fold', 'aria-controls': 'steps' },
    h('span', {}, 'Five steps through an acceptance'),
    count,
    icon('chevron'),
  );
  const list = h('ol', { id: 'steps' });
  place.append(fold, list);

  /** @param {typeof steps[number]} step */
  const go = ({ id, seat, say }) => {
    if (seat === undefined) showPortal();
    else if (say) compose(seat, say[id === 'register' && listed ? 1 : 0] ?? '');
    else showSeat(seat);
  };

  const show = () => {
    place.classList.toggle('folded', folded);
    fold.setAttribute('aria-expanded', String(!folded));
    count.textContent = done.size === steps.length ? 'all done: press +1 week, then ask the channel what regressed' : `${done.size} of ${steps.length} done`;
    const next = steps.find(({ id }) => !done.has(id));
    list.replaceChildren(
      ...steps.map((step, index) => {
        const mark = h('span', { class: 'tick' }, done.has(step.id) ? icon('tick') : String(index + 1));
        const state = h('span', { class: 'hidden-text' }, done.has(step.id) ? ' (done)' : '');
        const words = h('button', { type: 'button', onclick: () => go(step) }, h('b', {}, step.title, state), h('span', {}, ...phrase(step.text)));
        return h('li', { 'data-step': step.id, 'data-done': String(done.has(step.id)), class: step === next ? 'next' : '' }, mark, words);
      }),
    );
  };

  /** @param {string} id */
  const tick = (id) => {
    if (done.has(id)) return;
    done.add(id);
    remember('guide-done', [...done].join(' '));
    const focused = [...list.querySelectorAll('button')].findIndex((button) => button === document.activeElement);
    show();
    onTick();
    if (focused >= 0) list.querySelectorAll('button')[focused]?.focus();
  };

  fold.addEventListener('click', () => {
    folded = !folded;
    remember('guide', folded ? 'folded' : '');
    show();
  });
  show();

  return {
    isUntouched: () => done.size === 0,
    /** @param {string} text */
    said: (text) => {
      if (/\bverify register\b/i.test(text)) tick('register');
      else if (/\bregister\b/i.test(text)) listed = true;
    },
    /**
     * @param {string} personId
     * @param {string} messageId
     * @param {string} title
     */
    pressed: (personId, messageId, title) => {
      if (title === 'Submit for review') pressed.set(messageId, { title, steps: ['propose'] });
      if (title === 'Endorse') pressed.set(messageId, { title, steps: ['endorse'] });
      // What few points are at stake for, the IT manager decides alone.
      if (title.startsWith('Approve')) pressed.set(messageId, { title: 'Approve', steps: personId === 'sandbox-mia' ? ['endorse', 'approve'] : ['approve'] });
      approving ||= title.startsWith('Approve');
    },
    /**
     * Whatever a message shows now: the step counts when the button that was pressed is no longer on its card.
     * @param {string} messageId
     * @param {unknown} card
     */
    shown: (messageId, card) => {
      const waiting = pressed.get(messageId);
      if (!waiting || !card || buttonsOf(card).some((title) => title.startsWith(waiting.title))) return;
      pressed.delete(messageId);
      waiting.steps.forEach(tick);
    },
    accepted: () => {
      if (approving || done.has('approve')) tick('portal');
    },
    reset: () => {
      done.clear();
      pressed.clear();
      approving = false;
      listed = false;
      remember('guide-done', '');
      show();
    },
  };
};
