import { createAnother, createByHand } from './by-hand.js';
import { h, icon, recall, remember } from './dom.js';
import { isAccepted, stateOf, wordFor } from './status.js';
import { shortDay, timeOfDay } from './time.js';

/** @typedef {import('../api.ts').PortalControl} PortalControl */

/** @param {number} points */
const two = (points) => points.toFixed(2);

/**
 * One recommendation as Microsoft's portal shows it, with its history and what an administrator can set by hand.
 * @param {string} controlId
 * @param {() => void} onToggle
 */
const createRow = (controlId, onToggle) => {
  const title = h('b');
  const category = h('span', { class: 'subtle' });
  const status = h('span', { class: 'status' });
  const points = h('span', { class: 'points' });
  const toggle = h('button', { type: 'button', class: 'control', 'aria-expanded': 'false', onclick: onToggle });
  toggle.append(h('span', { class: 'what' }, title, category), status, points, icon('chevron'));
  const history = h('ol', { class: 'history' });
  const byHand = createByHand(() => controlId);
  const detail = h(
    'div',
    { class: 'detail', hidden: true },
    h('h3', {}, 'Set by hand, as an administrator would'),
    byHand.form,
    h('h3', {}, 'History of updates'),
    history,
  );
  const row = h('li', { 'data-control': controlId }, toggle, detail);

  return {
    row,
    /** @param {boolean} open */
    open: (open) => {
      if (open && detail.hidden) byHand.offer(stateOf(status.textContent ?? '') ?? 'Default');
      detail.hidden = !open;
      toggle.setAttribute('aria-expanded', String(open));
    },
    /** @param {PortalControl} control */
    show: (control) => {
      title.textContent = control.title;
      category.textContent = control.category;
      status.textContent = wordFor(control.status);
      status.dataset['state'] = stateOf(control.status) ?? 'other';
      points.textContent = `${two(control.score)} / ${two(control.maxScore)}`;
      points.setAttribute('aria-label', `${two(control.score)} of ${two(control.maxScore)} points`);
      const newestFirst = [...control.history].sort((a, b) => b.at.localeCompare(a.at));
      const lines = newestFirst.map(({ at, by, state, comment: said }) => {
        const when = h('time', { datetime: at }, `${shortDay(at)}, ${timeOfDay(at)}`);
        return h('li', {}, h('b', {}, wordFor(state)), h('span', { class: 'subtle' }, ' by ', by, ', ', when), ...(said ? [h('p', {}, said)] : []));
      });
      history.replaceChildren(...(lines.length > 0 ? lines : [h('li', { class: 'subtle' }, 'No updates yet.')]));
    },
  };
};

/**
 * The simulated Microsoft Secure Score portal.
 * @param {HTMLElement} place
 * @param {() => void} onAccepted told when the status of a control becomes an accepted one.
 */
export const createPortal = (place, onAccepted) => {
  const number = h('span', { class: 'number' });
  const percent = h('span', { class: 'percent' });
  const fill = h('i');
  const bar = h('div', { class: 'score-bar', role: 'meter', 'aria-label': 'Secure Score', 'aria-valuemin': 0 }, fill);
  const fold = h('button', { type: 'button', class: 'fold', 'aria-expanded': 'true', 'aria-controls': 'controls' });
  const list = h('ul', { id: 'controls', 'aria-label': 'Recommendations that anybody touched' });
  const empty = h('p', { class: 'subtle empty' }, 'Nobody has touched a recommendation yet.');
  const head = h('header', {}, h('div', { class: 'score' }, percent, number), bar, fold);
  place.append(head, h('div', { class: 'list' }, empty, list, createAnother()));
  /** @type {Map<string, ReturnType<typeof createRow>>} */
  const rows = new Map();
  /** The statuses when last shown. @type {Map<string, string> | undefined} */
  let known;
  let open = '';
  let folded = recall('portal') === 'folded';

  const showFold = () => {
    place.classList.toggle('folded', folded);
    fold.setAttribute('aria-expanded', String(!folded));
    fold.replaceChildren(h('span', {}, 'Microsoft Secure Score portal'), h('small', {}, 'simulated'), icon('chevron'));
  };
  fold.addEventListener('click', () => {
    folded = !folded;
    remember('portal', folded ? 'folded' : '');
    showFold();
  });
  showFold();

  /** @param {string} controlId */
  const toggle = (controlId) => {
    open = open === controlId ? '' : controlId;
    for (const [id, row] of rows) row.open(id === open);
    place.classList.toggle('has-detail', open !== '');
  };

  /** @param {string} controlId */
  const rowFor = (controlId) => {
    const found = rows.get(controlId);
    if (found) return found;
    const made = createRow(controlId, () => toggle(controlId));
    rows.set(controlId, made);
    return made;
  };

  return {
    /** Opens the portal where it was folded away. */
    unfold: () => {
      folded = false;
      showFold();
    },
    /**
     * @param {readonly PortalControl[]} controls
     * @param {{ readonly current: number, readonly max: number }} score
     */
    show: (controls, score) => {
      const share = score.max > 0 ? (100 * score.current) / score.max : 0;
      percent.textContent = `${share.toFixed(1)} %`;
      number.textContent = `${two(score.current)} of ${two(score.max)} points`;
      fill.style.width = `${share}%`;
      bar.setAttribute('aria-valuemax', String(score.max));
      bar.setAttribute('aria-valuenow', String(score.current));
      bar.setAttribute('aria-valuetext', `${share.toFixed(1)} percent`);
      for (const control of controls) {
        rowFor(control.id).show(control);
        if (known && known.get(control.id) !== control.status && isAccepted(control.status)) onAccepted();
      }
      for (const [id, { row }] of rows) {
        if (controls.some((control) => control.id === id)) continue;
        row.remove();
        rows.delete(id);
      }
      const inOrder = controls.map(({ id }) => rowFor(id).row);
      // A row that is put in again would lose the cursor.
      if (inOrder.some((row, index) => row !== list.children[index])) list.replaceChildren(...inOrder);
      known = new Map(controls.map(({ id, status }) => [id, status]));
      empty.hidden = controls.length > 0;
    },
  };
};
