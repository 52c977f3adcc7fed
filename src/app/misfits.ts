import type { Acceptance } from '../domain/acceptance.ts';
import { policyChanges, type PolicyVersion } from '../domain/policy.ts';
import { type Line, matches, type Misfit, type Replayed } from '../domain/trail.ts';

/** A policy that is kept otherwise than its line says it. */
export function policyMisfit(line: Line, policies: readonly PolicyVersion[]): Misfit | undefined {
  if (line.event !== 'policy') return undefined;
  const { version, deployedAt, policy } = line.set as unknown as PolicyVersion;
  const kept = policies.find((one) => one.version === version);
  const same = kept?.deployedAt === deployedAt && policyChanges(policy, kept.policy).length === 0;
  return same ? undefined : { seq: line.seq, acceptanceId: '', why: 'record' };
}

/** Every acceptance that is not what its lines say, the first line first. */
export function rowMisfits(
  stored: readonly Acceptance[],
  replayed: ReadonlyMap<string, Replayed>,
): readonly Misfit[] {
  const edited = stored.flatMap((acceptance): readonly Misfit[] => {
    const { id: acceptanceId } = acceptance;
    const lines = replayed.get(acceptanceId);
    if (!lines) return [{ seq: 0, acceptanceId, why: 'unknown' }];
    return matches(acceptance, lines) ? [] : [{ seq: lines.seq, acceptanceId, why: 'record' }];
  });
  const ids = new Set(stored.map(({ id }) => id));
  const twice = [...Map.groupBy(stored, ({ id }) => id)].flatMap(
    ([acceptanceId, { length }]): readonly Misfit[] =>
      length > 1
        ? [{ seq: replayed.get(acceptanceId)?.seq ?? 0, acceptanceId, why: 'record' }]
        : [],
  );
  const missing = [...replayed].flatMap(([acceptanceId, { seq }]): readonly Misfit[] =>
    ids.has(acceptanceId) ? [] : [{ seq, acceptanceId, why: 'missing' }],
  );
  return [...edited, ...twice, ...missing].toSorted((one, other) => one.seq - other.seq);
}
