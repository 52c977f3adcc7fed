import { setFaults, startOver, wordsFor } from './api.js';
import { createClock } from './clock.js';
import { h, icon, recall, remember } from './dom.js';

/** @typedef {import('../api.ts').FaultKind} FaultKind */

/** @type {[FaultKind, string][]} */
const faults = [
  ['none', 'normally'],
  ['throttle', 'slowly (throttled)'],
  ['refuse', 'with a refusal'],
  ['down', 'not at all (down)'],
];

/** Light or dark, as the system has it until somebody chooses. */
const createSchemeButton = () => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen = recall('scheme');
  const button = h('button', { type: 'button', class: 'round', id: 'scheme' });
  const isDark = () => (chosen === '' ? system.matches : chosen === 'dark');
  const show = () => {
    if (chosen) document.documentElement.dataset['scheme'] = chosen;
    button.replaceChildren(icon(isDark() ? 'sun' : 'moon'));
    button.setAttribute('aria-label', isDark() ? 'Use light colours' : 'Use dark colours');
    button.title = button.getAttribute('aria-label') ?? '';
  };
  button.addEventListener('click', () => {
    chosen = isDark() ? 'light' : 'dark';
    remember('scheme', chosen);
    show();
  });
  system.addEventListener('change', show);
  show();
  return button;
};

/** @param {(fault: string) => void} onFault */
const createStartOver = (onFault) => {
  const dialog = h('dialog', { 'aria-labelledby': 'start-over-title' });
  const cancel = h('button', { type: 'button', autofocus: true, onclick: () => dialog.close() }, 'Keep everything');
  const confirm = h('button', { type: 'button', class: 'chief' }, 'Start over');
  confirm.addEventListener('click', async () => {
    dialog.close();
    await startOver().catch((error) => onFault(wordsFor(error)));
  });
  dialog.append(
    h('h2', { id: 'start-over-title' }, 'Start over?'),
    h('p', {}, 'This empties the sandbox: chats, register, tenant and clock. Its story is then played from the beginning.'),
    h('div', { class: 'choices' }, cancel, confirm),
  );
  document.body.append(dialog);
  return h('button', { type: 'button', onclick: () => dialog.showModal() }, 'Start over');
};

/** @param {(fault: string) => void} onFault */
const createFaults = (onFault) => {
  const select = h('select', { id: 'faults' }, ...faults.map(([kind, words]) => h('option', { value: kind }, words)));
  select.addEventListener('change', () => setFaults(/** @type {FaultKind} */ (select.value)).catch((error) => onFault(wordsFor(error))));
  return { element: h('label', { class: 'faults' }, 'Microsoft Graph answers ', select), reset: () => (select.value = 'none') };
};

/**
 * The bar at the top: what this is, the clock, and what one can do to the whole sandbox.
 * @param {HTMLElement} place
 * @param {(fault: string) => void} onFault
 */
export const createBar = (place, onFault) => {
  const brand = h(
    'h1',
    {},
    h('img', { src: '/sandbox/page/icon.svg', alt: '', width: 24, height: 24 }),
    h('span', {}, 'Scorekeeper'),
    h('small', {}, 'sandbox'),
  );
  const clockPlace = h('div', { class: 'clock' });
  const clock = createClock(clockPlace, onFault);
  const answers = createFaults(onFault);
  const tools = h('div', { id: 'tools' }, clock.controls, answers.element, createStartOver(onFault));
  const more = h(
    'button',
    { type: 'button', class: 'round', id: 'more', 'aria-label': 'Clock and tools', 'aria-expanded': 'false', 'aria-controls': 'tools' },
    icon('more'),
  );
  more.addEventListener('click', () => {
    const open = place.classList.toggle('open');
    more.setAttribute('aria-expanded', String(open));
  });
  place.append(brand, clockPlace, tools, createSchemeButton(), more);
  return { clock, forgetFaults: answers.reset };
};
