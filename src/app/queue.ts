import { type Acceptance, decided, final, undecided } from '../domain/acceptance.ts';
import type { Person } from '../domain/person.ts';
import { holds } from '../domain/person.ts';
import { whoseTurn } from './acceptance-view.ts';
import type { Ports } from './ports.ts';
import { situationOf } from './situation.ts';

/** Something that waits, and for whom. */
export interface Waiting {
  readonly acceptance: Acceptance;
  /** What is to be done: a button's name in a few words. */
  readonly what: 'review' | 'decide' | 'answer' | 'setByHand' | 'waitsForOthers';
  /** Names of those whose turn it is. */
  readonly waitsFor: readonly string[];
  readonly unreachable: readonly string[];
}

export interface Queue {
  /** What waits for the person who asks, oldest first. */
  readonly mine: readonly Waiting[];
  /** What they proposed or reviewed, and others have to move. */
  readonly others: readonly Waiting[];
}

/** What waits for a person, and what of theirs waits for others. */
export async function queueOf(ports: Ports, person: Person): Promise<Queue> {
  const open = await ports.store.list({ states: [...undecided, ...decided] });
  const acceptances = [...open, ...(await endedUnseen(ports))];
  const mine: Waiting[] = [];
  const others: Waiting[] = [];
  for (const acceptance of acceptances) {
    const waiting = await waitingOf(ports, acceptance, person);
    if (waiting?.what === 'waitsForOthers') others.push(waiting);
    else if (waiting) mine.push(waiting);
  }
  return { mine, others };
}

/** What has ended and is not shown as such in Secure Score: somebody may have to set it by hand. */
async function endedUnseen({ store }: Ports): Promise<readonly Acceptance[]> {
  const ended = (await store.list({ states: final })).filter(({ decidedAt }) => decidedAt !== null);
  const unseen = await Promise.all(
    ended.map(async ({ controlId }) => {
      const { askedSeq, agreedSeq } = await store.sync(controlId);
      return askedSeq > agreedSeq;
    }),
  );
  return ended.filter((_, at) => unseen[at]);
}

async function waitingOf(
  ports: Ports,
  acceptance: Acceptance,
  person: Person,
): Promise<Waiting | undefined> {
  const situation = await situationOf(ports, acceptance);
  const turn = whoseTurn(acceptance, situation);
  const what = taskOf(acceptance, person, turn, situation.byHand);
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
  turn: readonly Person[],
  byHand: boolean,
): Waiting['what'] | undefined {
  const own = proposerId === person.id;
  if (turn.some(({ id }) => id === person.id)) return state === 'InReview' ? 'review' : 'decide';
  if (own && state === 'ChangesRequested') return 'answer';
  if (byHand && (own || holds(person, 'engineer'))) return 'setByHand';
  const mine = [proposerId, reviewerId].includes(person.id);
  return mine && undecided.includes(state) ? 'waitsForOthers' : undefined;
}
