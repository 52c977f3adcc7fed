import { z } from 'zod';
import { group, membersOf, user } from './tenant-directory.ts';
import { badRequest, notFound, page, single, type Answer, type Ask } from './tenant-odata.ts';

/** What Graph tells of a user who was asked for without `$select`: neither userType nor accountEnabled. */
const usual = [
  'id',
  'displayName',
  'givenName',
  'surname',
  'jobTitle',
  'mail',
  'userPrincipalName',
] as const;
const isUsual = new Set<string>(usual);

/** GET users/{id}. */
export function getUser(ask: Ask, id: string): Answer {
  const found = user(id);
  return found ? single(withUsual(ask), 'users', found) : notFound(id);
}

function withUsual(ask: Ask): Ask {
  const query = new URLSearchParams(ask.query);
  if (!query.has('$select')) query.set('$select', usual.join());
  return { ...ask, query };
}

/** GET groups/{id}. */
export function getGroup(ask: Ask, id: string): Answer {
  const found = group(id);
  return found ? single(ask, 'groups', found) : notFound(id);
}

/** GET groups/{id}/transitiveMembers/microsoft.graph.user. */
export function listMembers(ask: Ask, id: string, size: number): Answer {
  if (!group(id)) return notFound(id);
  return page(ask, membersOf(id), {
    what: 'users',
    size,
    skipBy: '$skiptoken',
    draw: (member) => {
      const found = user(member) ?? { id: member };
      if (ask.query.has('$select')) return found;
      return Object.fromEntries(Object.entries(found).filter(([name]) => isUsual.has(name)));
    },
  });
}

const GROUPS_AT_MOST = 20;
const groupIds = z.object({ groupIds: z.array(z.string()).min(1).max(GROUPS_AT_MOST) });

/** POST users/{id}/checkMemberGroups: those of at most 20 groups that hold the user, nested ones included. */
export async function checkMemberGroups(ask: Ask, id: string): Promise<Answer> {
  const found = user(id);
  if (!found) return notFound(id);
  const body = groupIds.safeParse(await ask.body());
  if (!body.success) return badRequest('groupIds must hold 1 to 20 ids.');
  const value = body.data.groupIds.filter((one) => membersOf(one).includes(String(found['id'])));
  return { status: 200, body: { value } };
}
