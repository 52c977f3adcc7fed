import { isSlip, isSwap } from '../../domain/slip.ts';

/** The words of a table: those that say something alone, and those that do so only together. */
export interface Vocabulary {
  readonly alone: readonly string[];
  readonly together: readonly string[];
}

/** Spells a word as one of the tables has it, where it is one slip away; words of `others` are right as they are. */
export function spelling(
  tables: readonly Vocabulary[],
  others: ReadonlySet<string>,
): (word: string) => string {
  const alone = new Set(tables.flatMap((table) => table.alone));
  const known = new Set([...alone, ...tables.flatMap((table) => table.together)]);
  const byLength = Map.groupBy([...known].entries(), ([, { length }]) => length);
  const farness = (typed: string, word: string): number =>
    apart(typed, word) + (alone.has(word) ? 0 : 1);
  return (typed) => {
    if (known.has(typed) || others.has(typed) || !/^\p{L}{3,}$/u.test(typed)) return typed;
    const [nearest] = [-1, 0, 1]
      .flatMap((more) => byLength.get(typed.length + more) ?? [])
      .filter(([, word]) => isSlip(typed, word))
      .sort(([i, one], [j, other]) => farness(typed, one) - farness(typed, other) || i - j);
    return nearest?.[1] ?? typed;
  };
}

/** Letters are often swapped, and the first one is seldom wrong. */
const apart = (typed: string, word: string): number =>
  isSwap(typed, word) ? 0 : word.startsWith(typed.charAt(0)) ? 1 : 2;
