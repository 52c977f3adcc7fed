import type { Acceptance } from './acceptance.ts';

/** How an acceptance comes after another: it renews it, replaces it by another treatment, or attempts again what ended. */
export type Succession = 'renewal' | 'replacement' | 'again';

/** How one acceptance follows the one that it names as `previous`. */
export function successionOf(
  { earlierProposerId, treatment }: Pick<Acceptance, 'earlierProposerId' | 'treatment'>,
  previous: Pick<Acceptance, 'treatment'>,
): Succession {
  if (earlierProposerId === null) return 'again';
  return treatment === previous.treatment ? 'renewal' : 'replacement';
}

/** The newest that follows an acceptance; the others are in the order in which they were opened. */
export const successorOf = (
  { id }: Pick<Acceptance, 'id'>,
  others: readonly Acceptance[],
): Acceptance | undefined => others.findLast(({ previous }) => previous === id);
