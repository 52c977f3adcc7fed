import { sayDay } from '../domain/calendar.ts';
import { effectKey } from '../domain/effect.ts';
import { newestDay } from './answer-present.ts';
import { type Card, digestOf, postCard, updateCopies } from './card-copies.ts';
import type { ReviewView } from './monitor-views.ts';
import type { Ports, Progress } from './ports.ts';
import { currentWeek, reviewSubject, reviewView } from './review.ts';

/**
 * Posts the review of a week to the governance channel, once. Without a channel it waits for one, until the week is
 * over. A process killed between posting and recording may post it again.
 */
export async function postReview(ports: Ports, week: string): Promise<Progress> {
  const { store, now } = ports;
  if (week !== currentWeek(ports) || (await store.review(week))) return 'done';
  const view = await reviewView(ports, week);
  const posted = await postCard(ports, cardOf({ ...view, posted: true }));
  if (!posted) return { again: 'no governance channel' };
  await store.saveReview(week, now().toISOString());
  return 'done';
}

/** Brings every copy of this week's review up to date. One of a week that is over stays as it was reviewed. */
export async function showReview(ports: Ports, week: string): Promise<Progress> {
  if (week !== currentWeek(ports)) return 'done';
  const copies = await ports.store.cardPosts(reviewSubject(week));
  if (copies.length > 0) await updateCopies(ports, cardOf(await reviewView(ports, week)));
  return 'done';
}

/** Says in the channel that the review of this week still waits for data; nothing where it waits for a channel alone. */
export async function lateReview(ports: Ports, week: string): Promise<Progress> {
  const { store, messenger } = ports;
  if (week !== currentWeek(ports) || (await store.review(week))) return 'done';
  // It is asked for once there are data.
  if (await store.pending(effectKey({ kind: 'postReview', week }))) return 'done';
  const newest = await newestDay(ports);
  const why = newest
    ? `the newest of Secure Score are of ${sayDay(newest.day)}. It comes as soon as there are newer ones.`
    : 'there are none of Secure Score yet. It comes as soon as there are any.';
  await messenger.postToChannel({
    kind: 'text',
    text: `The weekly review waits for data: ${why}`,
  });
  return 'done';
}

const cardOf = (view: ReviewView): Card => ({
  subject: reviewSubject(view.week),
  message: { kind: 'review', view },
  shown: digestOf(view),
});
