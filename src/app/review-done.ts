import type { Person } from '../domain/person.ts';
import type { Ports } from './ports.ts';
import { currentWeek, reviewLines } from './review.ts';
import { actorOf } from './watch-actor.ts';

/** `notPosted`: there is no such review in the channel, so there is nothing to close yet. `past`: its week is over. */
export type ReviewClosed =
  | { readonly ok: true; readonly person: Person }
  | {
      readonly ok: false;
      readonly why: 'stranger' | 'unreachable' | 'notYou' | 'notPosted' | 'past';
    };

/**
 * Closes the review of a week, on record: by whom, when, and who was made the owner of what. One that is closed
 * stays as it was closed.
 */
export async function reviewDone(
  ports: Ports,
  { week, pressedBy }: { readonly week: string; readonly pressedBy: string },
): Promise<ReviewClosed> {
  const { store, now, policyVersion, wake } = ports;
  const refuse = (why: Extract<ReviewClosed, { ok: false }>['why']): ReviewClosed => {
    ports.log.info('refused', { event: 'reviewDone', refusal: why, person: pressedBy });
    return { ok: false, why };
  };
  const actor = await actorOf(ports, pressedBy);
  if (!actor.ok) return refuse(actor.why);
  const record = await store.review(week);
  if (!record) return refuse('notPosted');
  const { person, grant } = actor;
  if (record.doneAt !== null) return { ok: true, person };
  // What it would close is what stands now, not what was reviewed then.
  if (week !== currentWeek(ports)) return refuse('past');

  const assigned = new Map(
    (await reviewLines(ports, week)).flatMap(({ subject, ownerId }) =>
      ownerId === undefined ? [] : [[subject, ownerId] as const],
    ),
  );
  await store.note({
    at: now().toISOString(),
    event: 'reviewDone',
    by: person,
    grant,
    reviewDone: week,
    set: { week, owners: [...assigned].map(([subject, ownerId]) => ({ subject, ownerId })) },
    policy: policyVersion,
    effects: [{ kind: 'showReview', week }],
  });
  wake();
  return { ok: true, person };
}
