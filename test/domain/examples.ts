import assert from 'node:assert/strict';
import { type Acceptance, laterFields } from '../../src/domain/acceptance.ts';
import type { Control } from '../../src/domain/control.ts';
import type { Answers, Command, Situation } from '../../src/domain/attempt.ts';
import type { Person, Role } from '../../src/domain/person.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Proposal, ProposalForm } from '../../src/domain/proposal.ts';
import { type Change, decide } from '../../src/domain/workflow.ts';

/** Somebody with these roles, each from a group of its own. */
export const person = (name: string, ...roles: readonly Role[]): Person => ({
  id: name.toLowerCase(),
  name,
  upn: `${name.toLowerCase()}@contoso.example`,
  grants: roles.map((role) => ({ role, from: `group:${role}` })),
});

export const eve = person('Eve', 'engineer');
export const ed = person('Ed', 'engineer');
export const mia = person('Mia', 'itManager');
export const max = person('Max', 'itManager');
export const carl = person('Carl', 'ciso');
export const cora = person('Cora', 'ciso');
export const dora = person('Dora', 'itManager', 'ciso');
export const aude = person('Aude', 'auditor');
export const zed = person('Zed');

/** The same person with other roles. */
export const as = (who: Person, ...roles: readonly Role[]): Person => ({
  ...who,
  grants: roles.map((role) => ({ role, from: `group:${role}` })),
});

export const policy = (fields: Partial<Policy> = {}): Policy => ({
  roles: {
    engineer: ['group:engineer'],
    itManager: ['group:itManager'],
    ciso: ['group:ciso'],
    auditor: ['group:auditor'],
  },
  allowGuests: false,
  writeBack: 'graph',
  lowImpactMaxPoints: 2,
  scoreDropAlertPercent: 2,
  baselinePercent: null,
  targetPercent: [80, 85],
  auditScope: ['iso27001', 'nis2'],
  minDistinctPeople: 3,
  timeZone: 'UTC',
  ...fields,
});

/** Cloud Discovery, 4.50 points, none of them earned. */
export const control = (fields: Partial<Control> = {}): Control => ({
  id: 'mcas_cloud_discovery',
  title: 'Cloud Discovery',
  category: 'Apps',
  service: 'MCAS',
  maxScore: 4.5,
  score: 0,
  update: { state: 'Default', by: '', at: null, comment: '' },
  rank: 81,
  tier: 'Advanced',
  implementationCost: 'Moderate',
  userImpact: 'Low',
  threats: ['Data Exfiltration'],
  actionUrl: 'https://security.microsoft.com/cloudapps/discovery',
  deprecated: false,
  implementationStatus: '',
  lastSynced: null,
  ...fields,
});

/** A control that may take the low route. */
export const smallControl = (fields: Partial<Control> = {}): Control =>
  control({ maxScore: 2, ...fields });

export const now = '2026-11-23T10:00:00.000Z';

export const situation = (fields: Partial<Situation> = {}): Situation => ({
  at: new Date(now),
  policy: policy(),
  policyVersion: 1,
  control: control(),
  controlAsOf: '2026-11-23T09:00:00.000Z',
  holders: { itManager: [mia, max], ciso: [carl, cora] },
  others: [],
  proposerGone: false,
  followed: undefined,
  byHand: false,
  onlyComments: false,
  drifted: false,
  daily: { fresh: true, completedDays: 0, goneDays: 0 },
  waitsSince: undefined,
  ...fields,
});

const riskDescription = 'Unsanctioned apps stay unseen by the security team.';
const justification = 'The proxy in front of us sees the same traffic.';

/** Proposed by Eve; where it has been endorsed, a test says by whom. */
export const acceptance = (fields: Partial<Acceptance> = {}): Acceptance => ({
  id: 'RA-2026-0001',
  revision: 4,
  state: 'InReview',
  controlId: 'mcas_cloud_discovery',
  scope: 'tenant',
  treatment: 'riskAccepted',
  riskDescription,
  justification,
  compensatingControls: '',
  residualRisk: 'Low',
  reviewOn: null,
  originalReviewOn: null,
  riskOwnerId: null,
  evidence: [],
  businessContext: '',
  conditions: '',
  route: 'standard',
  routeReasons: ['4.50 points at risk, more than 2.00'],
  routeRaised: false,
  facts: {
    title: 'Cloud Discovery',
    category: 'Apps',
    service: 'MCAS',
    threats: ['Data Exfiltration'],
    maxScore: 4.5,
    score: 0,
    pointsAtRisk: 4.5,
    riskReduction: 'Medium',
    asOf: '2026-11-20T09:00:00.000Z',
  },
  previous: null,
  proposerId: 'eve',
  proposedAt: '2026-11-20T10:00:00.000Z',
  reviewerId: null,
  reviewedAt: null,
  approverId: null,
  approverRole: null,
  approverRoleFrom: null,
  decidedAt: null,
  sodReduced: false,
  markedDoneAt: null,
  inForceSince: null,
  endedAt: null,
  endReason: null,
  reason: '',
  ...laterFields,
  ...fields,
});

/** Endorsed by Mia and with the CISO. */
export const endorsed = (fields: Partial<Acceptance> = {}): Acceptance =>
  acceptance({
    state: 'InApproval',
    reviewerId: 'mia',
    reviewedAt: '2026-11-21T10:00:00.000Z',
    businessContext: 'Sales needs the apps until March.',
    ...fields,
  });

export const proposal = (fields: Partial<Proposal> = {}): Proposal => ({
  treatment: 'riskAccepted',
  scope: 'tenant',
  scopeDetail: '',
  riskDescription,
  justification,
  compensatingControls: '',
  residualRisk: 'Low',
  reviewOn: null,
  riskOwnerId: null,
  evidence: [],
  ...fields,
});

export const form = (fields: Partial<ProposalForm> = {}): ProposalForm => ({
  treatment: 'riskAccepted',
  scope: 'tenant',
  scopeDetail: '',
  riskDescription,
  justification,
  compensatingControls: '',
  residualRisk: 'Low',
  reviewOn: '',
  riskOwnerId: '',
  evidence: '',
  ...fields,
});

/** The three answers of a renewal. */
export const answers: Answers = {
  riskChange: 'Nothing has changed in it.',
  mitigationsNow: 'The proxy list, as before.',
  reasonsHold: 'They do: the firewall is late.',
};

/** A press with everything that any step could ask for. */
export const command = (on: Command['on'], fields: Partial<Command> = {}): Command => ({
  on,
  revision: 4,
  reason: 'The supplier closes the gap in March.',
  businessContext: 'Sales needs the apps until March.',
  proposal: proposal(),
  answers,
  comment: 'Seen in the meeting of security.',
  draftId: 'renew-RA-2026-0001-0',
  ...fields,
});

/** The change of a step that must be let through. */
export function taken(...step: Parameters<typeof decide>): Change {
  const decision = decide(...step);
  assert(decision.ok, `refused: ${JSON.stringify(decision)}`);
  assert(decision.change, 'delivered before');
  return decision.change;
}

/** The refusal of a step, without what the system records because of it. */
export function refusal(...step: Parameters<typeof decide>): object {
  const decision = decide(...step);
  assert(!decision.ok, 'let through');
  const { ok: _, change: __, ...why } = decision;
  return why;
}

/** The complaints about a step that must be refused as invalid. */
export function complaints(...step: Parameters<typeof decide>): Readonly<Record<string, unknown>> {
  const why = refusal(...step);
  assert('complaints' in why && why.complaints, `refused otherwise: ${JSON.stringify(why)}`);
  return why.complaints as Readonly<Record<string, unknown>>;
}
