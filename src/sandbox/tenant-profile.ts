import { controlKey } from '../domain/control.ts';
import type { Fact } from './catalogue.ts';
import { chance } from './chance.ts';
import { sandboxTenantId } from './tenant-directory.ts';
import type { Standing } from './tenant-story.ts';
import type { Update } from './tenant-updates.ts';

/** A control's profile as Graph sends it: without a top-level state, its updates in no order to rely on. */
export function profile(
  fact: Fact,
  standing: Standing,
  updates: readonly Update[],
): Readonly<Record<string, unknown>> {
  const key = controlKey(fact.id);
  return {
    id: fact.id,
    azureTenantId: sandboxTenantId,
    actionType: 'Config',
    actionUrl: fact.actionUrl === '' ? null : fact.actionUrl,
    controlCategory: fact.category,
    title: fact.title,
    deprecated: fact.retired,
    implementationCost: orUnknown(fact.implementationCost, `cost ${key}`),
    lastModifiedDateTime: null,
    maxScore: standing.maxScore,
    rank: fact.rank,
    remediation: '<p>The steps are behind the link of this action.</p>',
    remediationImpact: null,
    service: fact.service,
    threats: fact.threats,
    tier: fact.tier === '' ? null : fact.tier,
    userImpact: orUnknown(fact.userImpact, `impact ${key}`),
    vendorInformation: {
      provider: 'SecureScore',
      providerVersion: null,
      subProvider: null,
      vendor: 'Microsoft',
    },
    complianceInformation: [],
    controlStateUpdates: shuffled(key, updates),
  };
}

/** What is unknown is null in one profile and a word in another. */
const orUnknown = (word: string, seed: string): string | null =>
  word === '' ? (chance(seed) < 0.5 ? 'Unknown' : null) : word;

const untouched = {
  assignedTo: null,
  comment: null,
  state: 'Default',
  updatedBy: null,
  updatedDateTime: null,
};

function shuffled(key: string, updates: readonly Update[]): readonly object[] {
  if (updates.length === 0) return [untouched];
  const entries = updates.map(({ assignedTo, comment, state, by, at }) => ({
    assignedTo: assignedTo === '' ? null : assignedTo,
    comment,
    state,
    updatedBy: by,
    updatedDateTime: at,
  }));
  const luck = chance(`order ${key}`);
  if (luck < 0.3) return entries;
  if (luck < 0.6) return [...entries.reverse(), untouched];
  // Neither the first nor the last is the newest, where there are enough of them.
  const half = Math.ceil(entries.length / 2);
  return [untouched, ...entries.slice(half), ...entries.slice(0, half)];
}
