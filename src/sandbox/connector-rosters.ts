import { memberOf, placeOf, team, channel, type ChatPerson } from './chat-places.ts';
import { no, noConversation, noMember, yes, type Reply } from './connector-reply.ts';

export interface Rosters {
  readonly members: (conversationId: string) => Reply;
  readonly paged: (conversationId: string, query: URLSearchParams) => Reply;
  readonly member: (conversationId: string, memberId: string) => Reply;
  readonly team: (teamId: string) => Reply;
  readonly channels: (teamId: string) => Reply;
}

const pageSize = 200;

const atLeast = (least: number, text: string | null, otherwise: number): number => {
  const value = Number(text ?? otherwise);
  return Number.isInteger(value) && value >= least ? value : otherwise;
};

/** Who is where: a personal chat has its owner, the team and everything in it has everybody. */
export const createRosters = (people: readonly ChatPerson[], tenantId: string): Rosters => {
  const account = (person: ChatPerson): unknown => ({
    id: `29:${person.id}`,
    objectId: person.id,
    aadObjectId: person.id,
    name: person.name,
    givenName: person.name.split(' ')[0],
    surname: person.name.split(' ').slice(1).join(' '),
    ...(person.upn === undefined ? {} : { userPrincipalName: person.upn, email: person.upn }),
    tenantId,
    userRole: person.guest === true ? 'guest' : 'user',
  });
  const peopleIn = (conversationId: string): readonly ChatPerson[] | undefined => {
    if (conversationId === team.id) return people;
    const place = placeOf(conversationId, people);
    if (place === undefined) return undefined;
    return place.ownerId === '' ? people : people.filter(({ id }) => id === place.ownerId);
  };
  const inTeam = (teamId: string, body: unknown): Reply =>
    teamId === team.id ? yes(body) : no(404, 'NotFound', 'Team not found.');
  return {
    members: (conversationId) => {
      const all = peopleIn(conversationId);
      return all === undefined ? noConversation : yes(all.map(account));
    },
    paged: (conversationId, query) => {
      const all = peopleIn(conversationId);
      if (all === undefined) return noConversation;
      const from = atLeast(0, query.get('continuationToken'), 0);
      const to = from + atLeast(1, query.get('pageSize'), pageSize);
      return yes({
        members: all.slice(from, to).map(account),
        ...(to < all.length ? { continuationToken: String(to) } : {}),
      });
    },
    member: (conversationId, memberId) => {
      const all = peopleIn(conversationId);
      if (all === undefined) return noConversation;
      const person = memberOf(memberId, all);
      return person === undefined ? noMember : yes(account(person));
    },
    team: (teamId) => inTeam(teamId, { ...team }),
    channels: (teamId) =>
      inTeam(teamId, { conversations: [{ id: team.id, name: null }, { ...channel }] }),
  };
};
