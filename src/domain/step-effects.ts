import { type Acceptance, binds, live } from './acceptance.ts';
import type { Holders } from './duties.ts';
import type { Effect } from './effect.ts';
import type { Person } from './person.ts';
import type { Row } from './workflow-table.ts';

interface Taken {
  readonly before: Acceptance | undefined;
  readonly next: Acceptance;
  readonly by: Person;
  readonly holders: Holders;
}

/** The effects of a step. The store gives a new acceptance its number, and puts it into them. */
export function effectsOf(row: Row, taken: Taken): readonly Effect[] {
  const { id: acceptanceId, revision } = taken.next;
  return [
    { kind: 'show', acceptanceId },
    ...besides(taken.next),
    ...clock(row, taken.next),
    ...told(row, taken).map((personId): Effect => ({
      kind: 'tell',
      acceptanceId,
      revision,
      personId,
    })),
    ...(row.announced ? [{ kind: 'announce', acceptanceId, revision } as const] : []),
    ...syncs(row, taken),
    ...closes(row, taken.next),
  ];
}

/** The card of what is renewed or replaced says how its successor stands. */
const besides = ({ earlierProposerId, previous }: Acceptance): readonly Effect[] =>
  earlierProposerId !== null && previous !== null ? [{ kind: 'show', acceptanceId: previous }] : [];

/** What moved it moves its dates as well. */
const clock = ({ to }: Row, { id: acceptanceId, state }: Acceptance): readonly Effect[] =>
  to !== 'same' && live.includes(state) ? [{ kind: 'clock', acceptanceId }] : [];

function told({ tells = [] }: Row, { next, by, holders }: Taken): readonly string[] {
  const ids = tells.flatMap((who) => {
    if (who === 'cisos') return holders.ciso.map(({ id }) => id);
    return [who === 'proposer' ? next.proposerId : next.reviewerId];
  });
  return [...new Set(ids)].filter((id): id is string => id !== null && id !== by.id);
}

/** Secure Score is looked at where it is to say something else, and where somebody asks for it. */
function syncs({ on }: Row, { before, next }: Taken): readonly Effect[] {
  const asked = on === 'markDone' || on === 'reapply';
  const bound = before !== undefined && binds(before);
  return asked || bound !== binds(next) ? [{ kind: 'syncControl', controlId: next.controlId }] : [];
}

/** What is in force now ends what it renews. */
const closes = ({ on }: Row, { earlierProposerId, previous }: Acceptance): readonly Effect[] =>
  on === 'verified' && earlierProposerId !== null && previous !== null
    ? [{ kind: 'closeRenewed', acceptanceId: previous }]
    : [];
