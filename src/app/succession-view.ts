import { type Acceptance, live, type State } from '../domain/acceptance.ts';
import { type Succession, successionOf, successorOf } from '../domain/succession.ts';

/** One that comes before or after, and how. */
export interface Neighbour {
  readonly id: string;
  readonly state: State;
  readonly is: Succession;
}

/** What an acceptance follows, what follows it, and what a renewal of it would be known by. */
export interface SuccessionView {
  readonly previous: Neighbour | undefined;
  readonly next: Neighbour | undefined;
  /** The same for one card however often it is sent; another one after an earlier renewal. */
  readonly renewalDraft: string;
}

/** Looks among the acceptances of the same control for what comes before and after one of them. */
export function successionView(
  acceptance: Acceptance,
  others: readonly Acceptance[],
): SuccessionView {
  const { id } = acceptance;
  const before = others.find((one) => one.id === acceptance.previous);
  const after = successorOf(acceptance, others);
  const count = others.filter(({ previous }) => previous === id).length;
  return {
    previous: before && neighbour(before, successionOf(acceptance, before)),
    next: after && neighbour(after, successionOf(after, acceptance)),
    renewalDraft: `${id}-renew-${String(count)}`,
  };
}

const neighbour = ({ id, state }: Acceptance, is: Succession): Neighbour => ({ id, state, is });

/** Whether something stands beside an acceptance that will end it once it is in force. */
export const isBeingSucceeded = ({ next }: Pick<SuccessionView, 'next'>): boolean =>
  next !== undefined && next.is !== 'again' && live.includes(next.state);
