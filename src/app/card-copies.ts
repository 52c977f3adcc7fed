import { createHash } from 'node:crypto';
import type { CardPost } from './monitor-ports.ts';
import type { Message, Ports } from './ports.ts';

/** A card that may stand in several conversations. */
export interface Card {
  /** Under which its copies are kept: `alert:<id>`, `review:<week>`. */
  readonly subject: string;
  readonly message: Message;
  /** A digest of what it shows. */
  readonly shown: string;
}

/**
 * Updates the copies that show something else, and answers how many stand in the governance channel, threads apart.
 * Those in a channel that no longer is it are forgotten. One that cannot be updated now does not hold up the others;
 * its error is thrown once they are done.
 */
export async function updateCopies(ports: Ports, card: Card): Promise<number> {
  const { store } = ports;
  const governance = (await store.channel())?.conversationId;
  let found = 0;
  const errors: unknown[] = [];
  for (const copy of await store.cardPosts(card.subject)) {
    try {
      if (isLeft(copy, governance)) await store.forgetCardPost(copy);
      else if ((await isUpToDate(ports, copy, card)) && copy.conversationId === governance) found++;
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return found;
}

/** Whether it stands in a channel, or a thread of it, that was the governance channel once: Teams' own ids say so. */
const isLeft = ({ conversationId }: CardPost, governance: string | undefined): boolean =>
  governance !== undefined &&
  conversationId.startsWith('19:') &&
  conversationId.split(';')[0] !== governance;

/** Brings a copy up to date; false where it is gone, and forgotten with that. */
async function isUpToDate(
  { store, messenger }: Ports,
  copy: CardPost,
  { message, shown }: Card,
): Promise<boolean> {
  const where = await store.conversationById(copy.conversationId);
  const there = where && (copy.shown === shown || (await messenger.update(copy, message)));
  if (!there) {
    await store.forgetCardPost(copy);
    return false;
  }
  if (copy.shown !== shown) await store.saveCardPost({ ...copy, shown }, where);
  return true;
}

/** Posts a card to the governance channel and keeps where it stands; false without a channel that is open to us. */
export async function postCard(
  { store, messenger }: Ports,
  { subject, message, shown }: Card,
): Promise<boolean> {
  const channel = await store.channel();
  const posted = channel && (await messenger.postToChannel(message));
  if (!posted) return false;
  await store.saveCardPost({ subject, shown, ...posted }, channel);
  return true;
}

/** A digest of what a card shows: two equal ones need no update. */
export const digestOf = (view: object): string =>
  createHash('sha256').update(JSON.stringify(view)).digest('hex').slice(0, 32);
