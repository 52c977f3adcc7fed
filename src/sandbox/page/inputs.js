import { AdaptiveCards } from './vendor.js';

/** @typedef {import('adaptivecards').AdaptiveCard} Card */
/** @typedef {import('adaptivecards').Input} Input */
/** What somebody typed into a field, and what the field is called. @typedef {{ value: string, label: string }} Typed */

/** @param {unknown} value */
const words = (value) => (value === undefined || value === null || Number.isNaN(value) ? '' : String(value));

/**
 * The value with which the card came.
 * @param {any} input
 */
const given = (input) => {
  if (input instanceof AdaptiveCards.ToggleInput) return input.defaultValue === input.valueOn ? words(input.valueOn) : words(input.valueOff);
  const value = words(input.defaultValue);
  if (!(input instanceof AdaptiveCards.ChoiceSetInput)) return value;
  const offered = new Set(input.choices.map((choice) => choice.value));
  return value
    .split(',')
    .filter((each) => offered.has(each))
    .join(',');
};

/**
 * The fields of a card with the values with which it came.
 * @param {Card} card
 * @returns {Map<string, string>}
 */
export const givenValues = (card) => new Map(card.getAllInputs().map((input) => [input.id ?? '', given(input)]));

/**
 * The fields that have been drawn, with what stands in them now.
 * @param {Card} card
 * @returns {Map<string, string>}
 */
export const currentValues = (card) =>
  new Map(
    card
      .getAllInputs()
      .filter((input) => input.renderedElement !== undefined)
      .map((input) => [input.id ?? '', words(input.value)]),
  );

/**
 * What differs from the values before: what a person typed.
 * @param {Card} card
 * @param {ReadonlyMap<string, string>} before
 * @returns {Map<string, Typed>}
 */
export const typedSince = (card, before) => {
  /** @type {Map<string, Typed>} */
  const typed = new Map();
  const now = currentValues(card);
  for (const input of card.getAllInputs()) {
    const id = input.id ?? '';
    const value = now.get(id);
    if (value !== undefined && value !== (before.get(id) ?? '')) typed.set(id, { value, label: input.label ?? id });
  }
  return typed;
};

/**
 * Puts typed values into the same fields of a card that is about to be drawn, and answers with those for which it has no field.
 * @param {Card} card
 * @param {ReadonlyMap<string, Typed>} typed
 * @returns {Map<string, Typed>}
 */
export const putBack = (card, typed) => {
  const homeless = new Map(typed);
  for (const input of /** @type {any[]} */ (card.getAllInputs())) {
    const kept = typed.get(input.id ?? '');
    if (!kept) continue;
    input.defaultValue = input instanceof AdaptiveCards.NumberInput ? (kept.value === '' ? undefined : Number(kept.value)) : kept.value;
    homeless.delete(input.id ?? '');
  }
  for (const [id, { value }] of homeless) if (value.trim() === '') homeless.delete(id);
  return homeless;
};

/**
 * The renderer writes the value of a filtered choice where its title belongs, and its label on the box around the field; this puts
 * both right.
 * @param {Card} card
 */
export const mendFilteredChoices = (card) => {
  for (const input of card.getAllInputs()) {
    const field = input.renderedElement?.querySelector('input[list]');
    if (!(input instanceof AdaptiveCards.ChoiceSetInput) || !(field instanceof HTMLInputElement)) continue;
    const choice = input.choices.find(({ value }) => value === input.defaultValue);
    if (choice && field.value === choice.value) field.value = choice.title ?? '';
    const box = field.parentElement?.closest('[aria-labelledby]');
    if (!box) continue;
    field.setAttribute('aria-labelledby', box.getAttribute('aria-labelledby') ?? '');
    box.removeAttribute('aria-labelledby');
  }
};

/**
 * Where the cursor stands in a card: the field and the selection, or the button.
 * @param {Card} card
 * @param {HTMLElement} element
 */
export const cursorIn = (card, element) => {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !element.contains(active)) return undefined;
  const input = card.getAllInputs().find((each) => each.renderedElement?.contains(active));
  const field = active instanceof HTMLTextAreaElement || (active instanceof HTMLInputElement && active.type === 'text') ? active : undefined;
  return { inputId: input?.id, title: active.title, from: field?.selectionStart ?? 0, to: field?.selectionEnd ?? 0 };
};

/**
 * Puts the cursor back where it stood; where that place has gone, to the card as a whole.
 * @param {Card} card
 * @param {HTMLElement} element
 * @param {NonNullable<ReturnType<typeof cursorIn>>} cursor
 */
export const restoreCursor = (card, element, cursor) => {
  const input = cursor.inputId === undefined ? undefined : card.getAllInputs().find(({ id }) => id === cursor.inputId);
  const button = [...element.querySelectorAll('button')].find(({ title }) => title !== '' && title === cursor.title);
  const place = input?.renderedElement?.querySelector('textarea, input, select') ?? button ?? element;
  if (!(place instanceof HTMLElement)) return;
  place.focus({ preventScroll: true });
  const takesText = place instanceof HTMLTextAreaElement || (place instanceof HTMLInputElement && place.type === 'text');
  if (takesText) place.setSelectionRange(cursor.from, cursor.to);
};
