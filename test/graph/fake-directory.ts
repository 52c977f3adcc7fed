import assert from 'node:assert/strict';
import type { Policy } from '../../src/domain/policy.ts';
import type { Asked, Reply } from './fake-graph.ts';

export const policy: Policy = {
  roles: { engineer: [], itManager: [], ciso: [], auditor: [] },
  allowGuests: false,
  writeBack: 'graph',
  lowImpactMaxPoints: 5,
  scoreDropAlertPercent: 5,
  baselinePercent: null,
  targetPercent: [60, 80],
  auditScope: [],
  minDistinctPeople: 3,
  timeZone: 'Europe/Berlin',
};

export interface Tenant {
  readonly users: Readonly<Record<string, object>>;
  /** Direct and nested members alike, by id. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

export const user = (id: string, facts: object = {}) => ({
  id,
  displayName: id.toUpperCase(),
  userPrincipalName: `${id}@contoso.example`,
  accountEnabled: true,
  userType: 'Member',
  ...facts,
});

/** A directory of two users a page. */
export function answering(tenant: Tenant, baseUrl: string) {
  return ({ method, path, body }: Asked): Reply => {
    const [, kind, id = '', rest] = path.split(/[/?]/).map(decodeURIComponent);
    const known = kind === 'users' ? tenant.users[id] : tenant.groups[id];
    if (!known) return { status: 404 };
    if (kind === 'groups') {
      const at = Number(/skip=(\d+)/.exec(path)?.[1] ?? 0);
      const members = tenant.groups[id] ?? [];
      const value = members.slice(at, at + 2).map((member) => tenant.users[member]);
      const next = `${baseUrl}/v1.0/groups/${id}/transitiveMembers?skip=${String(at + 2)}`;
      return { body: { value, ...(at + 2 < members.length ? { '@odata.nextLink': next } : {}) } };
    }
    if (rest !== 'checkMemberGroups') return { body: known };
    assert.equal(method, 'POST');
    const { groupIds } = body as { groupIds: readonly string[] };
    assert.ok(groupIds.length <= 20);
    return { body: { value: groupIds.filter((group) => tenant.groups[group]?.includes(id)) } };
  };
}
