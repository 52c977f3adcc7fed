import { type Acceptance, live, undecided } from '../domain/acceptance.ts';
import { holds, type Person } from '../domain/person.ts';
import type { Situation } from '../domain/attempt.ts';
import { whoseTurn } from './acceptance-view.ts';
import { decidesOn } from './decides-on.ts';
import { type Owned, ownedBy } from './owned.ts';
import type { Ports } from './ports.ts';
import { responsibleFor } from './responsible.ts';
import { situationOf } from './situation.ts';

/** Something that waits, and for whom. */
export interface Waiting {
  readonly acceptance: Acceptance;
  /** What is to be done: a button's name in a few words. */
  readonly what: 'review' | 'decide' | 'answer' | 'setByHand' | 'renew' | 'waitsForOthers';
  /** Names of those whose turn it is. */
  readonly waitsFor: readonly string[];
  readonly unreachable: readonly string[];
}

export interface Queue {
  /** What waits for the person who asks, oldest first. */
  readonly mine: readonly Waiting[];
  /** What they proposed or reviewed, and others have to move. */
  readonly others: readonly Waiting[];
  /** What they see to. */
  readonly owned: readonly Owned[];
}

/** What waits for a person, what of theirs waits for others, and what they were made the owner of. */
export async function queueOf(ports: Ports, person: Person): Promise<Queue> {
  const mine: Waiting[] = [];
  const others: Waiting[] = [];
  for (const acceptance of await whatMayWait(ports)) {
    const waiting = await waitingOf(ports, acceptance, person);
    if (waiting?.what === 'waitsForOthers') others.push(waiting);
    else if (waiting) mine.push(waiting);
  }
  return { mine, others, owned: await ownedBy(ports, person) };
}

/** Nothing of what is in force and in order, and nothing of what has ended and is seen so. */
async function whatMayWait({ store }: Ports): Promise<readonly Acceptance[]> {
  const [open, unseen] = await Promise.all([
    store.list({ states: [...undecided, 'Approved', 'ReviewDue'] }),
    // Somebody may have to set it by hand.
    store.unseen(),
  ]);
  return [...new Map([...open, ...unseen].map((one) => [one.id, one])).values()];
}

async function waitingOf(
  ports: Ports,
  acceptance: Acceptance,
  person: Person,
): Promise<Waiting | undefined> {
  const situation = await situationOf(ports, acceptance);
  const turn = whoseTurn(acceptance, situation);
  const mayDecide = decidesOn(acceptance, person, situation.policy);
  const what =
    taskOf(acceptance, person, { mayDecide, byHand: situation.byHand }) ??
    (await reviewOf(ports, acceptance, { person, situation }));
  if (!what) return undefined;
  const reached = await Promise.all(turn.map(({ id }) => ports.messenger.reaches(id)));
  return {
    acceptance,
    what,
    waitsFor: turn.map(({ name }) => name),
    unreachable: turn.filter((_, at) => !reached[at]).map(({ name }) => name),
  };
}

/** What an acceptance asks of a person; undefined when it is none of theirs. */
function taskOf(
  { state, proposerId, reviewerId }: Acceptance,
  person: Person,
  { mayDecide, byHand }: { readonly mayDecide: boolean; readonly byHand: boolean },
): Waiting['what'] | undefined {
  const own = proposerId === person.id;
  if (mayDecide) return state === 'InReview' ? 'review' : 'decide';
  if (own && state === 'ChangesRequested') return 'answer';
  if (byHand && (own || holds(person, 'engineer'))) return 'setByHand';
  const mine = [proposerId, reviewerId].includes(person.id);
  return mine && undecided.includes(state) ? 'waitsForOthers' : undefined;
}

/** A review that is due waits for those responsible, until its renewal is on the way. */
async function reviewOf(
  ports: Ports,
  acceptance: Acceptance,
  { person, situation }: { readonly person: Person; readonly situation: Situation },
): Promise<'renew' | undefined> {
  if (acceptance.state !== 'ReviewDue') return undefined;
  const isRenewing = situation.others.some(
    ({ previous, earlierProposerId, state }) =>
      previous === acceptance.id && earlierProposerId !== null && live.includes(state),
  );
  if (isRenewing) return undefined;
  const responsible = await responsibleFor(ports, acceptance);
  return responsible.includes(person.id) ? 'renew' : undefined;
}
