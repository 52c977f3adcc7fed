export type Json = Readonly<Record<string, unknown>>;

/** Every value of a card with the keys that lead to it, the card itself first. */
export function* valuesIn(
  value: unknown,
  path: readonly string[] = [],
  parent?: Json,
): Generator<{
  readonly value: unknown;
  readonly path: readonly string[];
  readonly parent?: Json;
}> {
  yield { value, path, ...(parent ? { parent } : {}) };
  if (Array.isArray(value))
    for (const [at, inner] of value.entries())
      yield* valuesIn(inner, [...path, String(at)], parent);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      yield* valuesIn(inner, [...path, key], value as Json);
}

export const objectsIn = (card: unknown): readonly Json[] =>
  [...valuesIn(card)]
    .map(({ value }) => value)
    .filter(
      (value): value is Json =>
        typeof value === 'object' && value !== null && !Array.isArray(value),
    );

export const ofType = (card: unknown, type: RegExp): readonly Json[] =>
  objectsIn(card).filter((one) => typeof one['type'] === 'string' && type.test(one['type']));

/** Verbs of the buttons, in their order. */
export const verbsOf = (card: unknown): readonly string[] =>
  ofType(card, /^Action\.Execute$/).map(({ verb }) => String(verb));

export const titlesOf = (card: unknown): readonly string[] =>
  ofType(card, /^Action\.(Execute|OpenUrl)$/).flatMap(({ title }) =>
    typeof title === 'string' ? [title] : [],
  );

/** All that a reader sees, a paragraph a line. */
export const wordsOf = (card: unknown): string =>
  ofType(card, /^(TextBlock|RichTextBlock)$/)
    .map((one) =>
      one['type'] === 'TextBlock'
        ? String(one['text'])
        : ofType(one, /^TextRun$/)
            .map(({ text }) => String(text))
            .join(''),
    )
    .join('\n');

export const inputsOf = (card: unknown): Readonly<Record<string, Json>> =>
  Object.fromEntries(ofType(card, /^Input\./).map((one) => [String(one['id']), one]));
