/** @typedef {import('../api.ts').SandboxState} SandboxState */
/** @typedef {import('../api.ts').SandboxEvent} SandboxEvent */
/** @typedef {import('../api.ts').SandboxPerson} SandboxPerson */
/** @typedef {import('../api.ts').ChatMessage} ChatMessage */
/** @typedef {import('../api.ts').PressAnswer} PressAnswer */

/**
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
const ask = async (path, body) => {
  const request = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/sandbox/${path}`, request).catch(() => {
    throw new Error('Scorekeeper did not answer. Nothing is lost; try again.');
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new Error(typeof answer.error === 'string' ? answer.error : `Scorekeeper answered with ${response.status}. Nothing is lost; try again.`);
};

/** @returns {Promise<SandboxState>} */
export const getState = () => ask('state');

/** @param {import('../api.ts').Say} say */
export const say = (say) => ask('say', say);

/**
 * @param {import('../api.ts').Press} press
 * @returns {Promise<PressAnswer>}
 */
export const press = (press) => ask('press', press);

/**
 * @param {string} now
 * @returns {Promise<{ now: string }>}
 */
export const moveClock = (now) => ask('clock', { now });

/** @param {import('../api.ts').SetStatus} status */
export const setStatus = (status) => ask('portal', status);

/** @param {import('../api.ts').FaultKind} graph */
export const setFaults = (graph) => ask('faults', { graph });

export const startOver = () => ask('start-over', {});

/** What a caught value says, in words for a person. @param {unknown} error */
export const wordsFor = (error) => (error instanceof Error ? error.message : String(error));

/**
 * Listens to the server for good: `onOpen` at every new connection, `onGone` when it is lost.
 * @param {{ onOpen: () => void, onEvent: (event: SandboxEvent) => void, onGone: () => void }} listeners
 */
export const listen = ({ onOpen, onEvent, onGone }) => {
  const source = new EventSource('/sandbox/events');
  source.onopen = onOpen;
  source.onmessage = ({ data }) => onEvent(JSON.parse(data));
  source.onerror = () => {
    onGone();
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => listen({ onOpen, onEvent, onGone }), 2000);
  };
};
