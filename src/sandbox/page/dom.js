/**
 * An element with attributes (`true` sets, `false` leaves out), listeners (`onclick`) and children. Text becomes text, never markup.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | ((event: any) => void)>} [attributes]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
};

/**
 * The element of the page with this id; the page always has it.
 * @param {string} id
 * @returns {HTMLElement}
 */
export const part = (id) => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no part called ${id}.`);
  return element;
};

/** What the icons draw, on a 20 by 20 field. */
const paths = {
  send: 'M3 10l14-6.5-4.5 13-3-5.5zM9.5 11L17 3.5',
  more: 'M4 10h.01M10 10h.01M16 10h.01',
  chevron: 'M5.5 8l4.5 4.5L14.5 8',
  tick: 'M4.5 10.5l3.8 3.8 7.2-8',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  sun: 'M10 6.8a3.2 3.2 0 100 6.4 3.2 3.2 0 000-6.4zM10 2.2v1.6M10 16.2v1.6M2.2 10h1.6M16.2 10h1.6M4.5 4.5l1.1 1.1M14.4 14.4l1.1 1.1M15.5 4.5l-1.1 1.1M5.6 14.4l-1.1 1.1',
  moon: 'M16.2 12.2A6.6 6.6 0 018 3.8a6.6 6.6 0 108.2 8.4z',
  channel: 'M4 7.5h12.5M3.5 12.5H16M8.2 3.5l-1.7 13M13.5 3.5l-1.7 13',
  score: 'M3.5 13.5a6.5 6.5 0 1113 0M10 13.5l3.2-4.2',
  guide: 'M5 3.5h8.5a1.5 1.5 0 011.5 1.5v12H6.5A1.5 1.5 0 015 15.5zM8 7.5h4.5M8 10.5h4.5',
};

/**
 * A small line icon, hidden from assistive technology: its button carries the words.
 * @param {keyof typeof paths} name
 * @returns {SVGElement}
 */
export const icon = (name) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon', `icon-${name}`);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
};

/**
 * What this browser remembers of the page; a browser that forbids it forgets.
 * @param {string} key
 * @returns {string}
 */
export const recall = (key) => {
  try {
    return localStorage.getItem(`scorekeeper-${key}`) ?? '';
  } catch {
    return '';
  }
};

/**
 * @param {string} key
 * @param {string} value
 */
export const remember = (key, value) => {
  try {
    localStorage.setItem(`scorekeeper-${key}`, value);
  } catch {
    return;
  }
};
