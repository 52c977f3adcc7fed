/** @typedef {import('../api.ts').SetStatus['state']} State */

/** Microsoft's words for Graph's states, as its portal shows them. @type {Record<State, string>} */
export const words = {
  Default: 'To address',
  Ignored: 'Risk accepted',
  ThirdParty: 'Resolved through third party',
  Reviewed: 'Resolved through alternate mitigation',
};
export const states = /** @type {State[]} */ (Object.keys(words));

/** @param {string} status */
export const stateOf = (status) => {
  const plain = status.toLowerCase().replaceAll(' ', '');
  return states.find((state) => state.toLowerCase() === plain || words[state].toLowerCase().replaceAll(' ', '') === plain);
};

/** @param {string} status */
export const wordFor = (status) => {
  const state = stateOf(status);
  return state ? words[state] : status;
};

/** @param {string} status */
export const isAccepted = (status) => !['Default', undefined].includes(stateOf(status));
