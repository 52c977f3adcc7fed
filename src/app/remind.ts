import { type Acceptance, inForce, undecided } from '../domain/acceptance.ts';
import { dayOf, daysBetween, plusBusinessDays, plusDays } from '../domain/calendar.ts';
import { AHEAD_DAYS } from '../domain/clocks.ts';
import type { Effect } from '../domain/effect.ts';
import { viewFor } from './acceptance-view.ts';
import { digestOf } from './card-copies.ts';
import { clockDay, waitOf } from './clock.ts';
import type { Message, Ports, Progress } from './ports.ts';
import { remindedOf } from './responsible.ts';
import { callUpLater } from './show-acceptance.ts';

/** One acceptance that a reminder names: why, and since or until which day. */
export interface Reminded {
  readonly acceptance: Acceptance;
  readonly why: 'decide' | 'answer' | 'review';
  /** Since when it waits, or the review date. */
  readonly day: string;
}

/** All that waits for one person, on one card. */
export interface ReminderView {
  readonly items: readonly Reminded[];
  readonly today: string;
  readonly zone: string;
  readonly at: string;
}

/** A reminder about one acceptance has come due: everybody concerned gets the one message of the day. */
export async function remindAbout(
  ports: Ports,
  { acceptanceId, slot }: { readonly acceptanceId: string; readonly slot: string },
): Promise<Progress> {
  const { store, now } = ports;
  const acceptance = await store.find(acceptanceId);
  if (!acceptance) return 'done';
  if (slot.endsWith(':deputy')) {
    await store.arm([{ kind: 'show', acceptanceId }], now());
    return 'done';
  }
  const day = clockDay(ports);
  const people = await remindedOf(ports, acceptance);
  await store.armOnce(
    people.map((personId): Effect => ({ kind: 'remind', personId, day })),
    now(),
  );
  return 'done';
}

/** Sends a person what waits for them, once a day: the card itself where it is one thing, else a list. */
export async function remind(
  ports: Ports,
  { personId }: { readonly personId: string },
): Promise<Progress> {
  const { messenger, directory, store } = ports;
  const answer = await directory.recent(personId);
  if (!answer.ok)
    return answer.why === 'stranger' ? 'done' : { again: 'the directory does not answer' };
  if (answer.person.grants.length === 0) return 'done';
  const items = await itemsOf(ports, personId);
  const [only] = items;
  if (!only) return 'done';
  if (items.length > 1) {
    const view = { items, ...moment(ports) };
    const posted = await messenger.post(personId, { kind: 'reminder', view });
    return posted ? 'done' : callUpLater(ports, personId);
  }
  const view = await viewFor(ports, only.acceptance, answer.person, { asked: true });
  const message: Message = { kind: 'acceptance', view };
  const posted = await messenger.post(personId, message);
  if (!posted) return callUpLater(ports, personId);
  await store.savePost({
    acceptanceId: only.acceptance.id,
    personId,
    ...posted,
    shown: digestOf(view),
    askedRevision: 0,
  });
  return 'done';
}

const moment = ({ now, policy }: Ports): Omit<ReminderView, 'items'> => ({
  today: dayOf(now(), policy.timeZone),
  zone: policy.timeZone,
  at: now().toISOString(),
});

/** What waits for a person long enough to be reminded of, the most urgent first. */
async function itemsOf(ports: Ports, personId: string): Promise<readonly Reminded[]> {
  const { store } = ports;
  const today = clockDay(ports);
  const [waiting, reviews] = await Promise.all([
    store.list({ states: undecided }),
    store.list({ states: inForce, reviewUntil: plusDays(today, AHEAD_DAYS) }),
  ]);
  const items: Reminded[] = [];
  for (const acceptance of waiting) items.push(...(await waitingFor(ports, acceptance, personId)));
  for (const acceptance of reviews)
    if ((await remindedOf(ports, acceptance)).includes(personId))
      items.push({ acceptance, why: 'review', day: acceptance.reviewOn ?? '' });
  return items.toSorted((one, other) => (one.day < other.day ? -1 : 1));
}

/** A new card tells of itself: reminders begin two business days later, and a week later for an answer. */
async function waitingFor(
  ports: Ports,
  acceptance: Acceptance,
  personId: string,
): Promise<readonly Reminded[]> {
  const wait = await waitOf(ports, acceptance);
  if (!wait) return [];
  const today = clockDay(ports);
  const answers = acceptance.state === 'ChangesRequested';
  const isLong = answers
    ? daysBetween(wait.day, today) >= 7
    : plusBusinessDays(wait.day, 2) <= today;
  if (!isLong || !(await remindedOf(ports, acceptance)).includes(personId)) return [];
  return [{ acceptance, why: answers ? 'answer' : 'decide', day: wait.day }];
}
