import type { Channel, Ports } from '../app/ports.ts';
import { dayOf, weekOf } from '../domain/calendar.ts';
import { type Effect, effectKey } from '../domain/effect.ts';
import { grantOf, holds } from '../domain/person.ts';
import type { Roster } from './roster.ts';
import { directoryDown, stranger } from './turn.ts';

/**
 * Makes a channel the governance channel. One with guests, or shared with another tenant, becomes it only
 * when a CISO says so a second time.
 */
export async function useThisChannel(
  ports: Ports,
  roster: Roster,
  {
    channel,
    personId,
    confirmed,
  }: {
    readonly channel: Channel | undefined;
    readonly personId: string;
    readonly confirmed: boolean;
  },
): Promise<string> {
  if (!channel) return 'Say this in the channel that should become the governance channel.';
  // An act: what they may do is asked now.
  const answer = await ports.directory.person(personId);
  if (!answer.ok) return answer.why === 'stranger' ? stranger : directoryDown;
  const { person } = answer;
  const ciso = holds(person, 'ciso');
  if (!ciso && !holds(person, 'itManager')) return 'This is for an IT manager or a CISO.';
  const outsiders = (await roster.members(channel)).filter(
    ({ guest, tenantId }) => guest || tenantId.toLowerCase() !== channel.tenantId.toLowerCase(),
  ).length;
  if (outsiders > 0 && !(ciso && confirmed))
    return `${String(outsiders)} of its members ${outsiders === 1 ? 'is' : 'are'} from outside. A CISO has to confirm it: say **use this channel anyway**.`;

  await ports.store.note({
    channel,
    grant: grantOf(person, ['ciso', 'itManager']),
    at: ports.now().toISOString(),
    event: 'channel',
    by: person,
    set: { conversationId: channel.conversationId, teamId: channel.teamId, outsiders },
    policy: ports.policyVersion,
    effects: await waiting(ports),
  });
  ports.wake();
  return 'This is the governance channel now: decisions are announced here, without their texts.';
}

/** What could not be said for want of a channel, and what stood in another so far. */
async function waiting({ store, now, policy }: Ports): Promise<readonly Effect[]> {
  const alerts = (await store.openAlerts()).filter(({ quiet }) => !quiet);
  const week = weekOf(dayOf(now(), policy.timeZone));
  const review: Effect = { kind: 'postReview', week };
  return [
    ...alerts.map(({ id }) => ({ kind: 'showAlert', alertId: id }) as const),
    ...((await store.pending(effectKey(review))) ? [review] : []),
    ...((await store.review(week)) ? [{ kind: 'showReview', week } as const] : []),
  ];
}
