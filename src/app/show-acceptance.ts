import type { Acceptance } from '../domain/acceptance.ts';
import { dayOf } from '../domain/calendar.ts';
import type { Effect } from '../domain/effect.ts';
import { turnOf } from '../domain/workflow.ts';
import { shownDigest, viewFor, whoseTurn } from './acceptance-view.ts';
import type { Ports, Post, Progress } from './ports.ts';
import { situationOf } from './situation.ts';

/** Asks for one card each: for everybody whose turn it is, and for everybody who has a copy. */
export async function show(ports: Ports, acceptanceId: string): Promise<Progress> {
  const acceptance = await ports.store.find(acceptanceId);
  if (!acceptance) return 'done';
  const [posts, situation] = await Promise.all([
    ports.store.posts(acceptanceId),
    situationOf(ports, acceptance),
  ]);
  const people = new Set([
    acceptance.proposerId,
    ...posts.map(({ personId }) => personId),
    ...whoseTurn(acceptance, situation).map(({ id }) => id),
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

  const [view, posts] = await Promise.all([
    viewFor(ports, acceptance, answer.person),
    store.posts(acceptanceId, personId),
  ]);
  const shown = shownDigest(view);
  for (const post of posts) {
    if (post.shown === shown) continue;
    const found = await messenger.update(post, { kind: 'acceptance', view });
    await (found ? store.savePost({ ...post, shown }) : store.forgetPost(post.activityId));
  }

  const asked = await askedRevision(ports, acceptance, personId, view.sync.byHand);
  if (asked === 0 || posts.some((post) => post.askedRevision >= asked)) return 'done';
  const posted = await messenger.post(personId, { kind: 'acceptance', view });
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
  if (turn.turn === 'proposer') return personId === acceptance.proposerId ? turn.revision : 0;
  const turns = whoseTurn(acceptance, await situationOf(ports, acceptance));
  return turns.some(({ id }) => id === personId) ? turn.revision : 0;
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
