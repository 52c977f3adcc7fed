/** What a run of words stands for, and the place after its last one. */
export interface Found<Value> {
  readonly value: Value;
  readonly next: number;
}

/** The phrases of a table. */
export interface PhraseIndex<Value> {
  /** The longest phrase that begins at a place; undefined where none does. */
  readonly at: (words: readonly string[], place: number) => Found<Value> | undefined;
  /** The words that are phrases by themselves, in the order of the table. */
  readonly alone: readonly string[];
  /** Those that are so only together. */
  readonly together: readonly string[];
}

/** What stands for what: each line a list of phrases between commas. Of two that are the same, the first counts. */
export type PhraseTable<Value> = readonly (readonly [Value, string])[];

/** Makes the phrases of a table quick to find. */
export function phraseIndex<Value>(table: PhraseTable<Value>): PhraseIndex<Value> {
  const phrases = table.flatMap(([value, list]) =>
    list.split(',').map((phrase) => ({ words: phrase.trim().split(/\s+/), value })),
  );
  const byFirst = Map.groupBy(phrases, ({ words }) => words[0]);
  for (const some of byFirst.values()) some.sort((a, b) => b.words.length - a.words.length);
  return {
    at: (words, place) => {
      const fits = (phrase: readonly string[]): boolean =>
        phrase.every((word, i) => words[place + i] === word);
      const found = byFirst.get(words[place])?.find((one) => fits(one.words));
      return found && { value: found.value, next: place + found.words.length };
    },
    alone: phrases.flatMap(({ words }) => (words.length === 1 ? words : [])),
    together: phrases.flatMap(({ words }) => (words.length === 1 ? [] : words)),
  };
}
