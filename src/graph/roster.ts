import { DirectorySilent } from '../app/directory-silent.ts';
import type { GraphFault } from '../app/graph-ports.ts';
import type { Person } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import type { GraphClient } from './client.ts';
import { configuredIds, idKey, personOf } from './grants.ts';
import { userOf, type User } from './wire.ts';

/** The fields of a user that we read. */
const USER_FIELDS = '$select=id,displayName,userPrincipalName,accountEnabled,userType';

export const userPath = (id: string): string => `/users/${encodeURIComponent(id)}?${USER_FIELDS}`;

// The cast to users is one of Graph's advanced queries, which want the header and the count.
const membersPath = (groupId: string): string =>
  `/groups/${encodeURIComponent(groupId)}/transitiveMembers/microsoft.graph.user` +
  `?${USER_FIELDS}&$count=true&$top=999`;
const headers = { ConsistencyLevel: 'eventual' };

// A card waits for it, so less than the usual time; a page of 999 members takes longer than a person.
const timeoutMs = 10_000;

const silent = (trouble: GraphFault['trouble']): DirectorySilent =>
  new DirectorySilent(`Graph did not say who holds the roles: ${trouble}`);

/** Everybody who holds a role, with all their grants, by name; throws DirectorySilent where Graph does not say. */
export async function roster(client: GraphClient, policy: Policy): Promise<readonly Person[]> {
  const found = await Promise.all([
    ...configuredIds(policy, 'user').map((id) => oneUser(client, id)),
    ...configuredIds(policy, 'group').map((id) => members(client, id)),
  ]);
  const users = new Map<string, Found>();
  for (const { user, groupIds } of found.flat()) {
    const key = idKey(user.id);
    users.set(key, { user, groupIds: [...(users.get(key)?.groupIds ?? []), ...groupIds] });
  }
  return [...users.values()]
    .map(({ user, groupIds }) => personOf(policy, user, groupIds))
    .filter(({ grants }) => grants.length > 0)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id, 'en'));
}

/** A user and the groups through which they were found. */
interface Found {
  readonly user: User;
  readonly groupIds: readonly string[];
}

async function oneUser(client: GraphClient, id: string): Promise<readonly Found[]> {
  const answer = await client.get(userPath(id), { timeoutMs });
  if (!answer.ok && answer.trouble === 'notFound') return [];
  if (!answer.ok) throw silent(answer.trouble);
  const user = userOf(answer.value);
  if (!user) throw silent('unavailable');
  return [{ user, groupIds: [] }];
}

async function members(client: GraphClient, groupId: string): Promise<readonly Found[]> {
  const answer = await client.pages(membersPath(groupId), { headers, timeoutMs });
  if (!answer.ok && answer.trouble === 'notFound') return [];
  if (!answer.ok) throw silent(answer.trouble);
  return answer.value
    .map(userOf)
    .filter((user) => user !== undefined)
    .map((user) => ({ user, groupIds: [groupId] }));
}
