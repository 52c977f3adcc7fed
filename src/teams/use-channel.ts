import type { Channel, Ports } from '../app/ports.ts';
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
    effects: [],
  });
  return 'This is the governance channel now: decisions are announced here, without their texts.';
}
