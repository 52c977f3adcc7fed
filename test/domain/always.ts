import fc from 'fast-check';
import type { Acceptance, State } from '../../src/domain/acceptance.ts';
import type { Change } from '../../src/domain/workflow.ts';
import { type Tried, walk, type World } from './walk.ts';
import { ways } from './ways.ts';

/** Holds at the end of any way, and at every step on it. */
export const always = (check: (end: World, tried: readonly Tried[]) => void, numRuns = 60) => {
  fc.assert(
    fc.property(ways, (way) => {
      const { end, tried } = walk(way);
      check(end, tried);
    }),
    { numRuns },
  );
};

/** Every acceptance on record. */
export const all = ({ record }: World) => [...record.acceptances.values()];
export const linesOf = ({ record }: World, { id }: Pick<Acceptance, 'id'>) =>
  record.lines.filter(({ acceptanceId }) => acceptanceId === id);
export const undecided: readonly State[] = ['InReview', 'ChangesRequested', 'InApproval'];
export const decided: readonly State[] = ['Approved', 'Active', 'ReviewDue'];
export const final: readonly State[] = ['Rejected', 'Withdrawn', 'Expired', 'Revoked', 'Closed'];

export const becomesApproved = ({ before, after }: Change): boolean =>
  after.state === 'Approved' && before?.state !== 'Approved';
