import { h } from './dom.js';

/** A part of the page that is a tab where the page is narrow. @typedef {{ element: HTMLElement, name: string, mark: Node, chatId?: string }} Panel */

/**
 * One part of the page at a time where there is no room for all; where there is room, nothing but the parts.
 * @param {HTMLElement} place
 * @param {() => Panel[]} panels
 * @param {(panel: Panel) => void} onShow
 */
export const createTabs = (place, panels, onShow) => {
  const narrow = matchMedia('(width < 1080px)');
  /** @type {Set<HTMLElement>} */
  const unread = new Set();
  const list = h('div', { role: 'tablist', 'aria-label': 'Parts of the sandbox' });
  place.append(list);
  let current = panels()[0]?.element;

  const show = () => {
    place.hidden = !narrow.matches;
    const tabs = panels().map((panel) => {
      const selected = panel.element === current;
      const tab = h('button', {
        type: 'button',
        role: 'tab',
        'aria-selected': String(selected),
        'aria-controls': panel.element.id,
        tabindex: selected ? 0 : -1,
      });
      const news = unread.has(panel.element);
      tab.append(panel.mark, h('span', {}, panel.name), ...(news ? [h('span', { class: 'dot' }, h('span', { class: 'hidden-text' }, 'new'))] : []));
      tab.addEventListener('click', () => select(panel));
      panel.element.classList.toggle('away', narrow.matches && !selected);
      if (narrow.matches) panel.element.setAttribute('role', 'tabpanel');
      else panel.element.removeAttribute('role');
      return tab;
    });
    const focused = list.contains(document.activeElement);
    list.replaceChildren(...tabs);
    if (focused) tabs.find((tab) => tab.tabIndex === 0)?.focus();
  };

  /** @param {Panel} panel */
  const select = (panel) => {
    current = panel.element;
    unread.delete(panel.element);
    show();
    onShow(panel);
  };

  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = panels();
    const index = all.findIndex(({ element }) => element === current);
    const next = all[(index + step + all.length) % all.length];
    if (next) select(next);
  });
  narrow.addEventListener('change', show);
  show();

  return {
    show,
    isNarrow: () => narrow.matches,
    /** Brings a part to the front. @param {HTMLElement} element */
    select: (element) => {
      const panel = panels().find((each) => each.element === element);
      if (panel && panel.element !== current) select(panel);
    },
    /** Something new is there; a dot says so unless one is looking at it. @param {HTMLElement} element */
    mark: (element) => {
      if (element === current || !narrow.matches) return;
      unread.add(element);
      show();
    },
  };
};
