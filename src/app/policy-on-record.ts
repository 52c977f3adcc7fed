import { sayInstant } from '../domain/calendar.ts';
import { type Policy, policyChanges, type PolicyVersion } from '../domain/policy.ts';
import type { Ports, Progress, Store } from './ports.ts';
import { post } from './tell.ts';

export type PolicyStart =
  | { readonly ok: true; readonly version: number }
  /** One sentence for whoever starts the process. */
  | { readonly ok: false; readonly sentence: string };

/**
 * Compares the configured policy with the newest on record. A difference goes on record, unless it comes
 * from a process that was deployed before the one that brought the newest.
 */
export async function putPolicyOnRecord(
  store: Store,
  policy: Policy,
  deployedAt: Date,
  at: Date,
): Promise<PolicyStart> {
  const newest = await store.newestPolicy();
  if (newest && policyChanges(newest.policy, policy).length === 0)
    return { ok: true, version: newest.version };
  if (newest && deployedAt.toISOString() <= newest.deployedAt)
    return {
      ok: false,
      sentence: `Another process has put a newer policy on record (version ${String(newest.version)}, deployed ${newest.deployedAt}). Deploy this one again, or set DEPLOYED_AT to when it was deployed.`,
    };
  const version: PolicyVersion = {
    version: (newest?.version ?? 0) + 1,
    at: at.toISOString(),
    deployedAt: deployedAt.toISOString(),
    policy,
  };
  await store.savePolicy(
    version,
    newest ? [{ kind: 'announcePolicy', version: version.version }] : [],
  );
  return { ok: true, version: version.version };
}

/** Tells the channel, and asks for a line to every CISO before and after the change. */
export async function announcePolicy(ports: Ports, version: number): Promise<Progress> {
  const versions = await ports.store.policyVersions();
  const after = versions.find((one) => one.version === version);
  const before = versions.find((one) => one.version === version - 1);
  if (!after || !before) return 'done';
  const cisos = await Promise.all(
    [before, after].map(({ policy }) => ports.directoryUnder(policy).holders('ciso')),
  );
  const ids = new Set(cisos.flat().map(({ id }) => id));
  await ports.store.armOnce(
    [...ids].map((personId) => ({ kind: 'tellPolicy', version, personId })),
    ports.now(),
  );
  await ports.messenger.postToChannel({ kind: 'text', text: policyText(ports, before, after) });
  return 'done';
}

export async function tellPolicy(
  ports: Ports,
  version: number,
  personId: string,
): Promise<Progress> {
  const versions = await ports.store.policyVersions();
  const after = versions.find((one) => one.version === version);
  const before = versions.find((one) => one.version === version - 1);
  return after && before ? post(ports, personId, policyText(ports, before, after)) : 'done';
}

const settings: Readonly<Record<keyof Policy, string>> = {
  roles: 'who holds which role',
  allowGuests: 'whether guests may hold a role',
  writeBack: 'who writes to Secure Score',
  lowImpactMaxPoints: 'the limit for the low route',
  scoreDropAlertPercent: 'the fall that raises an alert',
  baselinePercent: 'the baseline',
  targetPercent: 'the target',
  auditScope: 'the audit scope',
  minDistinctPeople: 'how many people a decision needs',
  timeZone: 'the time zone',
};

function policyText({ policy }: Ports, before: PolicyVersion, after: PolicyVersion): string {
  const changed = policyChanges(before.policy, after.policy).map(
    (key) => settings[key as keyof Policy],
  );
  return `The rules have changed (version ${String(after.version)}, ${sayInstant(after.at, policy.timeZone)}): ${changed.join(', ')}. The change is on record.`;
}
