import type { Store } from '../../src/app/ports.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Control } from '../../src/domain/control.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Deputy } from '../../src/domain/deputy.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { matches, type Misfit, verifier } from '../../src/domain/trail.ts';
import type { Change } from '../../src/domain/workflow.ts';
import { acceptance as example } from '../domain/examples.ts';

/** People, acceptances and steps as the domain would make them, with what a test wants different. */
export const ada: Person = {
  id: 'ada',
  name: 'Ada Lovelace',
  upn: 'ada@contoso.example',
  grants: [{ role: 'engineer', from: 'group:1' }],
};

export const at = '2026-11-23T09:00:00.000Z';

export const acceptance = (fields: Partial<Acceptance> = {}): Acceptance => ({
  ...example(),
  id: '',
  revision: 1,
  state: 'InReview',
  controlId: 'McasCloudDiscovery',
  scope: 'tenant',
  treatment: 'riskAccepted',
  riskDescription: 'Shadow IT stays unseen – Größe 漢字 🙂.',
  justification: 'The proxy sees the same traffic.',
  compensatingControls: '',
  residualRisk: 'Low',
  reviewOn: null,
  originalReviewOn: null,
  riskOwnerId: null,
  evidence: [{ url: 'https://contoso.example/proof', sha256: '' }],
  businessContext: '',
  conditions: '',
  route: 'standard',
  routeReasons: ['4.50 points at risk'],
  routeRaised: false,
  facts: {
    title: 'Cloud Discovery',
    category: 'Apps',
    service: 'MCAS',
    threats: ['Data exfiltration'],
    maxScore: 5,
    score: 0.5,
    pointsAtRisk: 4.5,
    riskReduction: 'Medium',
    asOf: at,
  },
  previous: null,
  proposerId: ada.id,
  proposedAt: at,
  ...fields,
});

export const proposal = (
  fields: Partial<Acceptance> = {},
  effects: Change['effects'] = [{ kind: 'show', acceptanceId: '' }],
): Change => ({
  before: undefined,
  after: acceptance(fields),
  event: 'propose',
  at,
  by: ada,
  grant: ada.grants[0],
  policy: 1,
  effects,
});

export const step = (
  before: Acceptance,
  fields: Partial<Acceptance>,
  more: Partial<Change> = {},
): Change => ({
  before,
  after: { ...before, ...fields, revision: before.revision + 1 },
  event: 'endorse',
  at,
  by: ada,
  grant: ada.grants[0],
  policy: 1,
  effects: [{ kind: 'show', acceptanceId: before.id }],
  ...more,
});

let drafts = 0;

/** Opens an acceptance that nothing forbids. */
export async function opened(
  store: Store,
  fields: Partial<Acceptance> = {},
  effects?: Change['effects'],
): Promise<Acceptance> {
  const committed = await store.open(proposal(fields, effects), 2026, `draft-${String(++drafts)}`);
  if (!committed.ok) throw new Error(`taken: ${committed.taken}`);
  return committed.acceptance;
}

/** Takes a step that nothing forbids. */
export async function stepped(
  store: Store,
  before: Acceptance,
  fields: Partial<Acceptance>,
  more: Partial<Change> = {},
): Promise<Acceptance> {
  const committed = await store.commit(step(before, fields, more));
  if (!committed.ok) throw new Error(`taken: ${committed.taken}`);
  return committed.acceptance;
}

/** Checks the whole record as `verify` does; undefined when it fits together. */
export async function misfit(store: Store): Promise<Misfit['why'] | undefined> {
  const chain = verifier();
  for (const line of await store.lines(0, 10_000)) {
    const found = chain.add(line);
    if (found) return found.why;
  }
  const head = await store.head();
  if (head.seq !== chain.head().seq || head.hash !== chain.head().hash) return 'head';
  const rows = await store.list({});
  const replayed = chain.replayed();
  for (const row of rows) {
    const lines = replayed.get(row.id);
    if (!lines) return 'unknown';
    if (!matches(row, lines)) return 'record';
  }
  return rows.length === replayed.size ? undefined : 'missing';
}

export const control = (id: string, more: Partial<Control> = {}): Control => ({
  id,
  title: `Title of ${id}`,
  category: 'Apps',
  service: 'MCAS',
  maxScore: 5,
  score: 0.5,
  update: { state: 'Default', by: '', at: null, comment: '' },
  rank: 1,
  tier: 'Core',
  implementationCost: 'Low',
  userImpact: 'Low',
  threats: ['Data exfiltration'],
  actionUrl: '',
  deprecated: false,
  implementationStatus: '',
  lastSynced: null,
  ...more,
});

export const policy: Policy = {
  roles: { engineer: ['group:1'], itManager: ['group:2'], ciso: ['user:3'], auditor: [] },
  allowGuests: false,
  writeBack: 'graph',
  lowImpactMaxPoints: 2,
  scoreDropAlertPercent: 1.5,
  baselinePercent: null,
  targetPercent: [70, 80],
  auditScope: [],
  minDistinctPeople: 3,
  timeZone: 'Europe/Berlin',
};

/** Somebody who uses the role of another. */
export const deputyFor = (fields: Partial<Deputy> = {}): Deputy => ({
  id: 'deputy-1',
  role: 'ciso',
  principalId: 'carl',
  deputyId: 'ed',
  validFrom: '2026-11-23',
  validTo: '2026-12-04',
  reason: 'holiday',
  byId: 'carl',
  at: '2026-11-23T10:00:00.000Z',
  endedAt: null,
  endedById: null,
  ...fields,
});
