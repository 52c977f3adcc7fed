import { roles, type Grant, type Person } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import type { User } from './wire.ts';

/** Ids are compared without case. */
export const idKey = (id: string): string => id.toLowerCase();

/** The configured ids of users, or of groups, of all roles, each once. */
export function configuredIds(policy: Policy, kind: 'user' | 'group'): readonly string[] {
  const prefix = `${kind}:`;
  const sources = roles.flatMap((role) => policy.roles[role]);
  const ids = sources
    .filter((source) => source.startsWith(prefix))
    .map((source) => source.slice(prefix.length));
  const keys = ids.map(idKey);
  return ids.filter((id, at) => keys.indexOf(idKey(id)) === at);
}

/** Whether the user may have a part at all: the disabled and unwanted guests may not. */
export const isEligible = ({ allowGuests }: Policy, { enabled, guest }: User): boolean =>
  enabled && (allowGuests || !guest);

/** The user with every role that the policy gives them; none for the disabled and for unwanted guests. */
export function personOf(policy: Policy, user: User, groupIds: readonly string[]): Person {
  const { id, name, upn } = user;
  const sources = new Set([`user:${id}`, ...groupIds.map((group) => `group:${group}`)].map(idKey));
  const eligible = isEligible(policy, user);
  const grants: readonly Grant[] = roles.flatMap((role) =>
    policy.roles[role]
      .filter((source) => eligible && sources.has(idKey(source)))
      .map((from) => ({ role, from })),
  );
  return { id, name, upn, grants };
}
