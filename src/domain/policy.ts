import type { Role } from './person.ts';

/** What the customer configured: who holds which part, and the thresholds. A change of it is on record. */
export interface Policy {
  /** `user:<id>` or `group:<id>`, sorted; an empty list authorises nobody. */
  readonly roles: Readonly<Record<Role, readonly string[]>>;
  readonly allowGuests: boolean;
  readonly writeBack: 'graph' | 'manual';
  /** Points at risk up to which the low route is possible. */
  readonly lowImpactMaxPoints: number;
  /** Percentage points. */
  readonly scoreDropAlertPercent: number;
  readonly baselinePercent: number | null;
  /** Percent, from and to. */
  readonly targetPercent: readonly [number, number];
  readonly auditScope: readonly string[];
  readonly minDistinctPeople: 2 | 3;
  /** IANA name. */
  readonly timeZone: string;
}

export interface PolicyVersion {
  /** 1, 2, 3 … in order of their going on record. */
  readonly version: number;
  readonly at: string;
  /** When the process that brought it was deployed, or started. */
  readonly deployedAt: string;
  readonly policy: Policy;
}

/** The names of the settings that differ, in the policy's own order. */
export const policyChanges = (before: Policy, after: Policy): readonly string[] =>
  [...new Set([...Object.keys(after), ...Object.keys(before)])].filter(
    (key) =>
      JSON.stringify(before[key as keyof Policy]) !== JSON.stringify(after[key as keyof Policy]),
  );
