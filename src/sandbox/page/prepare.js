/** @typedef {Record<string, any>} Json */

/** @param {string} text */
const escapeMarkdown = (text) => text.replace(/[\\`*_{}[\]()#+\-.!<>|~]/g, '\\$&');

/**
 * Every object in a card, the card itself first.
 * @param {unknown} value
 * @returns {Generator<Json>}
 */
function* objectsIn(value) {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

/**
 * The titles of the buttons that a card offers.
 * @param {unknown} card
 * @returns {string[]}
 */
export const buttonsOf = (card) =>
  [...objectsIn(card)].filter(({ type, title }) => /^Action\./.test(type) && typeof title === 'string').map(({ title }) => title);

/**
 * The types that a card names with a fallback at hand: a client that does not know them is no fault of the card.
 * @param {unknown} card
 * @returns {Set<string>}
 */
export const typesWithFallback = (card) => {
  /** @type {Set<string>} */
  const types = new Set();
  for (const outer of objectsIn(card)) {
    if (outer['fallback'] === undefined) continue;
    for (const { type } of objectsIn(outer)) if (typeof type === 'string') types.add(type);
  }
  return types;
};

/**
 * @param {string} text
 * @param {readonly Json[]} entities
 */
const withMentions = (text, entities) =>
  entities.reduce((result, { text: tag, mentioned }) => result.replaceAll(tag, () => `**@${escapeMarkdown(String(mentioned?.name ?? ''))}**`), text);

/**
 * The card as a Teams client understands it before drawing: mentions become bold names, and a people picker offers the sandbox's people.
 * @param {unknown} card
 * @param {readonly import('./api.js').SandboxPerson[]} people
 * @returns {Json}
 */
export const prepare = (card, people) => {
  const copy = /** @type {Json} */ (structuredClone(card));
  const found = copy['msteams']?.entities;
  const mentions = Array.isArray(found) ? found.filter((each) => each?.type === 'mention' && typeof each.text === 'string' && each.text !== '') : [];
  for (const element of objectsIn(copy)) {
    if (element['type'] === 'TextBlock' && typeof element['text'] === 'string') element['text'] = withMentions(element['text'], mentions);
    if (element['type'] === 'FactSet' && Array.isArray(element['facts'])) {
      for (const fact of element['facts']) if (typeof fact?.value === 'string') fact.value = withMentions(fact.value, mentions);
    }
    if (element['type'] === 'Input.ChoiceSet' && String(element['choices.data']?.dataset ?? '').startsWith('graph.microsoft.com/users')) {
      delete element['choices.data'];
      element['choices'] = [...(element['choices'] ?? []), ...people.map(({ id, name }) => ({ title: name, value: id }))];
      element['style'] = 'filtered';
    }
  }
  return copy;
};
