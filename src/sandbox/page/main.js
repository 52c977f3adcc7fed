import { getState, listen, press, say } from './api.js';
import { createBar } from './bar.js';
import { createColumns } from './columns.js';
import { h, icon, part } from './dom.js';
import { createGuide } from './guide.js';
import { wordsOf } from './links.js';
import { createPortal } from './portal.js';
import { createTabs } from './tabs.js';
import { setZone } from './time.js';

/** @typedef {import('./api.js').SandboxState} SandboxState */
/** @typedef {import('./api.js').SandboxEvent} SandboxEvent */
/** @typedef {import('./tabs.js').Panel} Panel */

const gone = 'Scorekeeper has stopped. Start it again with npm start; nothing is lost.';

const banner = part('banner');
let bannerTimer = 0;

/**
 * @param {string} text
 * @param {number} [forMilliseconds]
 */
const showBanner = (text, forMilliseconds = 0) => {
  clearTimeout(bannerTimer);
  banner.textContent = text;
  banner.hidden = text === '';
  if (forMilliseconds) bannerTimer = setTimeout(() => showBanner(''), forMilliseconds);
};

/** @param {import('../api.ts').Progress} progress */
const showProgress = ({ done, of, label }) => {
  const place = part('progress');
  const share = of > 0 ? Math.min(1, done / of) : 1;
  const fill = h('i');
  fill.style.width = `${100 * share}%`;
  const track = h(
    'div',
    { role: 'progressbar', 'aria-label': 'The story of the sandbox', 'aria-valuemin': 0, 'aria-valuemax': of, 'aria-valuenow': done },
    fill,
  );
  place.replaceChildren(track, h('span', { role: 'status' }, `${label} (${done} of ${of})`));
  place.hidden = done >= of;
};

const bar = createBar(part('bar'), (fault) => showBanner(fault, 12_000));

/** The page once the people are known. @param {SandboxState} first */
const createPage = (first) => {
  const people = [...first.people];
  const columns = createColumns(part('columns'), people, {
    onSay: (chatId, personId, text) => {
      guide.said(text);
      return say({ chatId, personId, text });
    },
    onPress: (chatId, personId, message, { title, verb, data }) => {
      guide.pressed(personId, message.id, title);
      return press({ chatId, personId, messageId: message.id, verb, data });
    },
    onCard: (messageId, card) => guide.shown(messageId, card),
    onSeat: () => tabs.show(),
  });
  const portal = createPortal(part('portal'), () => guide.accepted());

  /** @returns {Panel[]} */
  const panels = () => [
    ...columns.panels(),
    { element: part('portal'), name: 'Score', mark: h('span', { class: 'avatar channel' }, icon('score')) },
    { element: part('guide'), name: 'Guide', mark: h('span', { class: 'avatar channel' }, icon('guide')) },
  ];

  /** @param {number} seat */
  const chatAt = (seat) => {
    const panel = columns.panels()[seat];
    if (panel) tabs.select(panel.element);
    return panel && columns.chats.get(panel.chatId);
  };
  const guide = createGuide(part('guide'), {
    compose: (seat, words) => chatAt(seat)?.compose(words),
    showSeat: (seat) => {
      const chat = chatAt(seat);
      chat?.scrollToEnd();
      chat?.focusLog();
    },
    showPortal: () => {
      tabs.select(part('portal'));
      portal.unfold();
    },
    onTick: () => tabs.mark(part('guide')),
  });
  const tabs = createTabs(part('tabs'), panels, ({ chatId }) => {
    if (chatId) columns.chats.get(chatId)?.scrollToEnd();
  });
  // Where one sees a part at a time, a stranger sees first what to do.
  if (tabs.isNarrow() && guide.isUntouched()) tabs.select(part('guide'));

  /** @param {SandboxState} state */
  const load = (state) => {
    setZone(state.timeZone);
    bar.clock.load(state);
    portal.show(state.portal, state.score);
    showProgress(state.progress);
    for (const { id, messages } of state.chats) columns.chats.get(id)?.load(messages);
  };

  let asking = 0;
  /** The record follows the portal a moment later. */
  const askForReview = () => {
    clearTimeout(asking);
    const ask = () => getState().then(({ nextReview }) => bar.clock.showReview(nextReview));
    asking = setTimeout(() => void ask().catch(() => undefined), 1500);
  };

  /** @param {SandboxEvent} event */
  const handle = (event) => {
    switch (event.kind) {
      case 'message': {
        columns.chats.get(event.chatId)?.put(event.message);
        const panel = columns.panels().find(({ chatId }) => chatId === event.chatId);
        if (panel) tabs.mark(panel.element);
        columns.arrived(event.chatId);
        return;
      }
      case 'update':
        return columns.chats.get(event.chatId)?.put(event.message);
      case 'delete':
        return columns.chats.get(event.chatId)?.remove(event.messageId);
      case 'typing':
        return columns.chats.get(event.chatId)?.typing();
      case 'clock':
        bar.clock.showReview(event.nextReview);
        return bar.clock.set(event.now);
      case 'portal':
        portal.show(event.portal, event.score);
        askForReview();
        return tabs.mark(part('portal'));
      case 'progress':
        return showProgress(event.progress);
      case 'reset':
        guide.reset();
        bar.forgetFaults();
        for (const chat of columns.chats.values()) chat.load([]);
        return;
    }
  };

  document.addEventListener('click', (event) => {
    const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const words = anchor instanceof HTMLAnchorElement ? wordsOf(anchor.href) : '';
    if (!words || !anchor) return;
    event.preventDefault();
    const chatId = anchor.closest('[data-chat]')?.getAttribute('data-chat') ?? '';
    (columns.chats.get(chatId) ?? columns.engineer())?.compose(words);
  });

  return { load, handle, columns, tabs };
};

/** @type {ReturnType<typeof createPage> | undefined} */
let page;
/** Events that arrive while the state is on its way; they are newer than it. @type {SandboxEvent[] | undefined} */
let early;

const sayFromAddress = () => {
  const words = wordsOf(location.href);
  if (!words) return;
  history.replaceState(null, '', '/');
  page?.columns.engineer()?.compose(words);
};

let round = 0;

const refresh = async () => {
  const mine = ++round;
  early = [];
  const state = await getState();
  if (mine !== round) return;
  const isNew = page === undefined;
  page ??= createPage(state);
  page.load(state);
  document.body.classList.add('ready');
  for (const event of early) page.handle(event);
  early = undefined;
  showBanner('');
  if (isNew) sayFromAddress();
};

/** Fetches the state until it comes. */
const refreshSurely = () => {
  refresh().catch(() => {
    showBanner(gone);
    setTimeout(refreshSurely, 2000);
  });
};

listen({
  onOpen: refreshSurely,
  onGone: () => showBanner(gone),
  onEvent: (event) => {
    if (early && event.kind !== 'reset') early.push(event);
    else page?.handle(event);
    if (event.kind === 'reset') refreshSurely();
  },
});
