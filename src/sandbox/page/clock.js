import { getState, moveClock, wordsFor } from './api.js';
import { h } from './dom.js';
import { dayOf, morningOf, shortDay, timeOfDay, zoneName } from './time.js';

const day = 24 * 60 * 60 * 1000;

/**
 * The product's clock, and the buttons that move it forward.
 * @param {HTMLElement} place
 * @param {(fault: string) => void} onFault
 */
export const createClock = (place, onFault) => {
  const date = h('span', { class: 'date' });
  const time = h('time', { class: 'time' });
  const zone = h('span', { class: 'zone' });
  const moving = h('span', { id: 'moving', role: 'status' });
  const face = h('div', { id: 'clock', role: 'group', 'aria-label': 'Clock of the sandbox' }, date, time, zone, moving);
  const goal = h('input', { type: 'date', 'aria-label': 'Day to go to' });
  const go = h('button', { type: 'submit' }, 'Go');
  const form = h('form', { class: 'go-to' }, h('label', {}, 'Go to ', goal), go);
  const toReview = h('button', { type: 'button' }, 'To the review date');
  const plusDay = h('button', { type: 'button' }, '+1 day');
  const plusWeek = h('button', { type: 'button' }, '+1 week');
  const controls = h('div', { class: 'moves', role: 'group', 'aria-label': 'Move the clock' }, plusDay, plusWeek, toReview, form);
  place.append(face);
  let ahead = 0;
  let chosen = false;

  const now = () => Date.now() + ahead;

  const tick = () => {
    date.textContent = shortDay(now());
    time.textContent = timeOfDay(now());
    time.dateTime = new Date(now()).toISOString();
    zone.textContent = zoneName();
    goal.min = dayOf(now() + day);
    if (!chosen) goal.value = dayOf(now() + 365 * day);
  };
  setInterval(tick, 5000);

  /** @param {boolean} on */
  const showMoving = (on) => {
    moving.textContent = on ? 'The tenant lives on…' : '';
    place.classList.toggle('moving', on);
    for (const control of controls.querySelectorAll('button, input')) control.toggleAttribute('disabled', on);
  };

  /** @param {() => Promise<string>} goalOf */
  const move = async (goalOf) => {
    showMoving(true);
    try {
      const { now: reached } = await moveClock(await goalOf());
      set(reached);
    } catch (error) {
      onFault(wordsFor(error));
    } finally {
      showMoving(false);
    }
  };

  /** @param {string} instant */
  const set = (instant) => {
    ahead = Date.parse(instant) - Date.now();
    tick();
  };

  /** @param {string} day `yyyy-mm-dd`, or nothing */
  const showReview = (day) => {
    toReview.title = day ? `${shortDay(morningOf(day))}: the next acceptance falls due` : 'When the next acceptance falls due';
  };

  const reviewDate = async () => {
    const { nextReview } = await getState();
    showReview(nextReview);
    if (!nextReview) throw new Error('No acceptance in force has a review ahead, so there is no date to go to.');
    return morningOf(nextReview);
  };

  plusDay.addEventListener('click', () => move(async () => new Date(now() + day).toISOString()));
  plusWeek.addEventListener('click', () => move(async () => new Date(now() + 7 * day).toISOString()));
  toReview.addEventListener('click', () => move(reviewDate));
  goal.addEventListener('input', () => (chosen = true));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (goal.value) void move(async () => morningOf(goal.value));
    else goal.focus();
  });

  return {
    controls,
    set,
    showReview,
    /** @param {import('./api.js').SandboxState} state */
    load: (state) => {
      showReview(state.nextReview);
      set(state.now);
    },
  };
};
