import type { Acceptance } from '../domain/acceptance.ts';
import { dayOf } from '../domain/calendar.ts';
import type { Effect } from '../domain/effect.ts';
import type { Turn } from '../domain/workflow-table.ts';
import { turnOf } from '../domain/workflow.ts';
import { viewFor, whoseTurn } from './acceptance-view.ts';
import { digestOf } from './card-copies.ts';
import { deputiesDue } from './deputies-due.ts';
import type { Message, Ports, Post, Progress } from './ports.ts';
import { responsibleFor, reviewersNow } from './responsible.ts';
import { situationOf } from './situation.ts';

/** Asks for one card each: for everybody whose turn it is, and for everybody who has a copy. */
export async function show(ports: Ports, acceptanceId: string): Promise<Progress> {
  const acceptance = await ports.store.find(acceptanceId);
  if (!acceptance) return 'done';
  const [posts, situation, deputies] = await Promise.all([
    ports.store.posts(acceptanceId),
    situationOf(ports, acceptance),
    deputiesDue(ports, acceptance),
  ]);
  const people = new Set([
    acceptance.proposerId,
    ...posts.map(({ personId }) => personId),
    ...whoseTurn(acceptance, situation).map(({ id }) => id),
    ...(acceptance.state === 'ReviewDue' ? await responsibleFor(ports, acceptance) : []),
    ...deputies,
  ]);
  await ports.store.arm(
    [...people].map((personId): Effect => ({ kind: 'showTo', acceptanceId, personId })),
    ports.now(),
  );
  return 'done';
}

/** Posts a new card to a person when it has become their turn, and brings every older copy up to date. */
export async function showTo(
  ports: Ports,
  acceptanceId: string,
  personId: string,
): Promise<Progress> {
  const { store, directory, messenger } = ports;
  const acceptance = await store.find(acceptanceId);
  if (!acceptance) return 'done';
  const answer = await directory.recent(personId);
  if (!answer.ok)
    return answer.why === 'stranger' ? 'done' : { again: 'the directory does not answer' };

  const posts = await store.posts(acceptanceId, personId);
  if (answer.person.grants.length === 0) {
    await bringUpToDate(ports, posts, { message: closed, shown: 'closed' });
    return 'done';
  }
  const view = await viewFor(ports, acceptance, answer.person);
  const shown = digestOf(view);
  const message: Message = { kind: 'acceptance', view };
  const found = await bringUpToDate(ports, posts, { message, shown });

  const asked = await askedRevision(ports, acceptance, personId, view.sync.byHand);
  if (asked === 0 || found.some((post) => post.askedRevision >= asked)) return 'done';
  const posted = await messenger.post(personId, message);
  if (!posted) return callUpLater(ports, personId);
  await store.savePost({
    acceptanceId,
    personId,
    ...posted,
    shown,
    askedRevision: asked,
  } satisfies Post);
  return 'done';
}

/** The texts of the register are for the four roles: whoever lost theirs is told so in place of them. */
export const closed: Message = {
  kind: 'text',
  text: 'You hold no role in Scorekeeper any more, so this card is closed.',
};

/** Updates the copies that show something else, and answers those that are still there. */
export async function bringUpToDate(
  { store, messenger }: Ports,
  posts: readonly Post[],
  { message, shown }: { readonly message: Message; readonly shown: string },
): Promise<readonly Post[]> {
  const found: Post[] = [];
  for (const post of posts) {
    const there = post.shown === shown || (await messenger.update(post, message));
    if (!there) await store.forgetPost(post);
    else {
      found.push(post);
      if (post.shown !== shown) await store.savePost({ ...post, shown });
    }
  }
  return found;
}

/** The revision with which it became this person's turn to act; 0 when it is not. */
async function askedRevision(
  ports: Ports,
  acceptance: Acceptance,
  personId: string,
  byHand: boolean,
): Promise<number> {
  const trail = await ports.store.trail(acceptance.id);
  if (byHand && personId === acceptance.proposerId)
    return trail.findLast(({ event }) => event !== 'markDone')?.revision ?? 0;
  const turn = turnOf(acceptance, trail);
  if (!turn) return 0;
  return (await whoActs(ports, acceptance, turn.turn)).includes(personId) ? turn.revision : 0;
}

/** Whose turn it is, by object id. */
async function whoActs(
  ports: Ports,
  acceptance: Acceptance,
  turn: Turn,
): Promise<readonly string[]> {
  if (turn === 'proposer') return [acceptance.proposerId];
  const situation = await situationOf(ports, acceptance);
  if (turn === 'responsible') return reviewersNow(ports, acceptance, situation.others);
  const holders = whoseTurn(acceptance, situation).map(({ id }) => id);
  return [...holders, ...(await deputiesDue(ports, acceptance))];
}

/** The one who cannot be reached is mentioned in the channel, once a day; what waits goes out at first contact. */
export async function callUpLater(
  { store, now, policy }: Ports,
  personId: string,
): Promise<Progress> {
  const day = dayOf(now(), policy.timeZone);
  await store.armOnce([{ kind: 'callUp', personId, day }], now());
  return { again: 'unreachable', afterMs: 24 * 3_600_000 };
}
