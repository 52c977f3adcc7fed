import { distance } from 'fastest-levenshtein';
import { isSlip, isSwap } from '../../domain/slip.ts';

/** The words of a table: those that say something alone, and those that do so only together. */
export interface Vocabulary {
  readonly alone: readonly string[];
  readonly together: readonly string[];
}

/**
 * Spells a word as one of the tables has it, where it is one slip away. Words of `others` are right as they are; the small
 * words of `first` come before all, and may be as short as they are.
 */
export function spelling(
  tables: readonly Vocabulary[],
  { others, first }: { readonly others: ReadonlySet<string>; readonly first: readonly string[] },
): (word: string) => string {
  const alone = new Set(tables.flatMap((table) => table.alone));
  const known = new Set([...alone, ...tables.flatMap((table) => table.together)]);
  const byLength = Map.groupBy([...known].entries(), ([, { length }]) => length);
  const farness = (typed: string, word: string): number =>
    apart(typed, word) + (alone.has(word) ? 0 : 1);
  return (typed) => {
    if (known.has(typed) || others.has(typed) || !/^\p{L}{3,}$/u.test(typed)) return typed;
    const small = first.find((word) => isNearly(typed, word));
    if (small !== undefined) return small;
    const [nearest] = [-1, 0, 1]
      .flatMap((more) => byLength.get(typed.length + more) ?? [])
      .filter(([, word]) => isSlip(typed, word))
      .sort(([i, one], [j, other]) => farness(typed, one) - farness(typed, other) || i - j);
    return nearest?.[1] ?? typed;
  };
}

/** With the first letter right, or two letters swapped. */
const isNearly = (typed: string, word: string): boolean =>
  isSwap(typed, word) || (typed.startsWith(word.charAt(0)) && distance(typed, word) === 1);

/** Letters are often swapped, and the first one is seldom wrong. */
const apart = (typed: string, word: string): number =>
  isSwap(typed, word) ? 0 : word.startsWith(typed.charAt(0)) ? 1 : 2;
