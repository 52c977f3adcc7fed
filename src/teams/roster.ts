import type { Channel, Conversation, Log, PostStore } from '../app/ports.ts';
import type { GateSettings } from './gate.ts';
import { isAllowedService } from './gate.ts';
import { inTime, ownTurn } from './own-turn.ts';
import { type TeamsAdapter, TeamsInfo } from './sdk.ts';

export interface Member {
  readonly userId: string;
  readonly personId: string;
  readonly tenantId: string;
  readonly guest: boolean;
}

/** Who is in the team that the bot is in: the people it can write to without having met them. */
export interface Roster {
  member(personId: string): Promise<Member | undefined>;
  members(channel: Channel): Promise<readonly Member[]>;
  /** Opens a personal chat with a member of the team; undefined for whoever is in none. */
  open(personId: string): Promise<Conversation | undefined>;
  /** Somebody who is in the team and has closed their chat to the bot: not found again for the better part of a day. */
  lost(personId: string): void;
}

const FRESH_MS = 5 * 60_000;
/** Shorter than the day after which whoever was unreachable is tried again. */
const LOST_MS = 20 * 3_600_000;

interface RosterNeeds {
  readonly adapter: TeamsAdapter;
  readonly botAppId: string;
  readonly gate: GateSettings;
  readonly store: PostStore;
  readonly log: Log;
}

export function roster(needs: RosterNeeds): Roster {
  const { store, gate } = needs;
  let kept: { readonly at: number; readonly members: readonly TeamMember[] } | undefined;

  const current = async (): Promise<readonly TeamMember[]> => {
    // Real time: how long an answer of the Connector is good for has nothing to do with the product's clock.
    if (kept && performance.now() - kept.at < FRESH_MS) return kept.members;
    const rosters = await Promise.all((await teamsOf(store)).map((team) => membersOf(needs, team)));
    const members = rosters.flatMap((one) => one ?? []);
    if (!rosters.includes(undefined)) kept = { at: performance.now(), members };
    return members;
  };
  const lost = new Map<string, number>();
  const member = async (personId: string): Promise<TeamMember | undefined> =>
    performance.now() - (lost.get(personId) ?? -Infinity) < LOST_MS
      ? undefined
      : (await current()).find((one) => one.personId === personId);

  return {
    member,
    members: (channel) => fetchMembers(needs, channel),
    lost: (personId) => void lost.set(personId, performance.now()),
    async open(personId) {
      const found = await member(personId);
      if (found?.tenantId.toLowerCase() !== gate.tenantId.toLowerCase()) return undefined;
      const conversation = await createConversation(needs, found.team, found);
      await store.saveConversation(personId, conversation);
      return conversation;
    },
  };
}

interface TeamMember extends Member {
  readonly team: Channel;
}

/** The teams that the bot is in, the governance channel's among them, each once. */
async function teamsOf(store: PostStore): Promise<readonly Channel[]> {
  const [teams, channel] = await Promise.all([store.teams(), store.channel()]);
  const all = channel ? [...teams, channel] : teams;
  return [...new Map(all.map((team) => [team.teamId, team])).values()];
}

/** The roster of one team; undefined where it cannot be read now. */
async function membersOf(
  needs: RosterNeeds,
  team: Channel,
): Promise<readonly TeamMember[] | undefined> {
  try {
    return (await fetchMembers(needs, team)).map((one) => ({ ...one, team }));
  } catch (error) {
    needs.log.fault('roster-not-read', error);
    return undefined;
  }
}

async function fetchMembers(
  needs: RosterNeeds,
  { conversationId, serviceUrl, tenantId, teamId }: Channel,
): Promise<readonly Member[]> {
  const { botAppId, gate } = needs;
  if (!isAllowedService(serviceUrl, gate)) return [];
  const members: Member[] = [];
  const reference = {
    channelId: 'msteams',
    serviceUrl,
    bot: { id: `28:${botAppId}`, name: 'Scorekeeper' },
    conversation: {
      id: conversationId,
      tenantId,
      isGroup: true,
      conversationType: 'channel',
      name: '',
    },
  };
  await ownTurn(needs, reference, async (context) => {
    let token: string | undefined;
    do {
      const page = await TeamsInfo.getPagedTeamMembers(context, teamId, 100, token);
      for (const one of page.members)
        members.push({
          userId: one.id,
          // The SDK fills in the one from the other for single members only.
          personId: one.aadObjectId ?? (one as { objectId?: string }).objectId ?? '',
          tenantId: (one as { tenantId?: string }).tenantId ?? tenantId,
          guest:
            (one as { userRole?: string }).userRole === 'guest' ||
            (one.userPrincipalName ?? '').includes('#EXT#'),
        });
      token = page.continuationToken || undefined;
    } while (token !== undefined);
  });
  return members;
}

async function createConversation(
  { adapter, botAppId }: RosterNeeds,
  { serviceUrl, tenantId }: Channel,
  { userId }: Member,
): Promise<Conversation> {
  let conversationId = '';
  const parameters = {
    isGroup: false,
    bot: { id: `28:${botAppId}`, name: 'Scorekeeper' },
    members: [{ id: userId, name: '' }],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  };
  await inTime(
    adapter.createConversationAsync(botAppId, 'msteams', serviceUrl, '', parameters, (context) => {
      conversationId = context.activity.conversation.id;
      return Promise.resolve();
    }),
  );
  return { conversationId, serviceUrl, tenantId, userId };
}
