import type { Effect } from '../domain/effect.ts';
import type { Person } from '../domain/person.ts';
import { digestOf } from './card-copies.ts';
import { driftSubject, type Finding } from './drift-ports.ts';
import { driftView } from './drift-view.ts';
import type { Message, Ports, Post, Progress } from './ports.ts';
import { bringUpToDate, callUpLater, closed } from './show-acceptance.ts';

/** Asks for one card each: for everybody whom a finding concerns, and for everybody who has a copy. */
export async function showDrifts(ports: Ports, driftId: string): Promise<Progress> {
  const { store, now } = ports;
  const finding = await store.drift(driftId);
  if (!finding) return 'done';
  const [concerned, posts] = await Promise.all([
    concernedBy(ports, finding),
    store.posts(driftSubject(driftId)),
  ]);
  const people = new Set([...concerned, ...posts.map(({ personId }) => personId)]);
  const effects = [...people].map((personId): Effect => ({ kind: 'showDrift', driftId, personId }));
  await store.arm(
    [...effects, ...(finding.isFirst ? [{ kind: 'listDrifts' } as const] : [])],
    now(),
  );
  return 'done';
}

/** The IT managers; where an acceptance is in force, also whoever proposed it. */
async function concernedBy(
  { store, directory }: Ports,
  { class: is, acceptanceId }: Finding,
): Promise<readonly string[]> {
  const managers = (await directory.holders('itManager')).map(({ id }) => id);
  const inForce = is === 'lost' || is === 'changed';
  const acceptance = inForce && acceptanceId !== null ? await store.find(acceptanceId) : undefined;
  return acceptance ? [acceptance.proposerId, ...managers] : managers;
}

/** Posts the card of a finding to a person once, and brings it up to date ever after. */
export async function showDrift(
  ports: Ports,
  driftId: string,
  personId: string,
): Promise<Progress> {
  const finding = await ports.store.drift(driftId);
  if (!finding) return 'done';
  return showOwn(ports, { subject: driftSubject(driftId), personId }, async (person) => {
    const view = await driftView(ports, finding, person);
    const isNew = finding.endedAt === null && view.counts;
    return { message: { kind: 'drift', view }, shown: digestOf(view), isNew };
  });
}

/** A card as its owner sees it; `isNew`: it is posted where they have no copy. */
interface OwnCard {
  readonly message: Message;
  readonly shown: string;
  readonly isNew: boolean;
}

/** Brings a person's copies of a card up to date, and posts it where there is none. Only for those who hold a role. */
export async function showOwn(
  ports: Ports,
  { subject, personId }: { readonly subject: string; readonly personId: string },
  draw: (person: Person) => Promise<OwnCard>,
): Promise<Progress> {
  const { store, directory, messenger } = ports;
  const answer = await directory.recent(personId);
  if (!answer.ok)
    return answer.why === 'stranger' ? 'done' : { again: 'the directory does not answer' };
  const posts = await store.posts(subject, personId);
  if (answer.person.grants.length === 0) {
    await bringUpToDate(ports, posts, { message: closed, shown: 'closed' });
    return 'done';
  }
  const { message, shown, isNew } = await draw(answer.person);
  const found = await bringUpToDate(ports, posts, { message, shown });
  if (found.length > 0 || !isNew) return 'done';
  const posted = await messenger.post(personId, message);
  if (!posted) return callUpLater(ports, personId);
  const post: Post = { acceptanceId: subject, personId, ...posted, shown, askedRevision: 0 };
  await store.savePost(post);
  return 'done';
}
