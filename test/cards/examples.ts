import type { HistoryLine } from '../../src/app/acceptance-history.ts';
import type { AcceptanceView } from '../../src/app/acceptance-view.ts';
import type { Trouble } from '../../src/app/ports.ts';
import type { Recommendation } from '../../src/app/recommendations.ts';
import {
  type Acceptance,
  final,
  inForce,
  type State,
  undecided,
} from '../../src/domain/acceptance.ts';
import type { Control } from '../../src/domain/control.ts';
import type { Situation } from '../../src/domain/attempt.ts';
import type { Person, Role } from '../../src/domain/person.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { choices } from '../../src/domain/workflow.ts';
import { acceptance as example } from '../domain/examples.ts';
import { control, now, textFor, type Texts, today, zone } from './texts.ts';

const person = (id: string, name: string, ...roles: readonly Role[]): Person => ({
  id,
  name,
  upn: `${id}@example.com`,
  grants: roles.map((role) => ({ role, from: `user:${id}` })),
});
export const eve = person('eve', 'Eve Engel', 'engineer');
export const ed = person('ed', 'Ed Ellis', 'engineer');
export const mia = person('mia', 'Mia Maro', 'itManager');
export const carl = person('carl', 'Carl Cato', 'ciso');
const aude = person('aude', 'Aude Audet', 'auditor');
const zed = person('zed', 'Zed Zorn');
export const viewers = {
  'its proposer': eve,
  'the IT manager': mia,
  'the CISO': carl,
  'another engineer': ed,
  'an auditor': aude,
  'somebody without a role': zed,
} as const;

const policy: Policy = {
  roles: { engineer: [], itManager: [], ciso: [], auditor: [] },
  allowGuests: false,
  writeBack: 'graph',
  lowImpactMaxPoints: 2,
  scoreDropAlertPercent: 2,
  baselinePercent: null,
  targetPercent: [80, 85],
  auditScope: [],
  minDistinctPeople: 3,
  timeZone: zone,
};

const link = (at: number): string =>
  `https://evidence.example.com/${String(at)}/${'a'.repeat(300)}`.slice(0, 300);

type Fields = Partial<Acceptance>;

const endReasons: Readonly<Partial<Record<State, Fields>>> = {
  Rejected: { endReason: 'rejected' },
  Withdrawn: { endReason: 'noDecision' },
  Expired: { endReason: 'expired' },
  Revoked: { endReason: 'revoked' },
  Closed: { endReason: 'implemented' },
};

export interface Wish {
  readonly state: State;
  readonly viewer?: Person;
  readonly kind?: Texts;
  readonly route?: 'low' | 'standard';
  readonly byHand?: boolean;
  readonly trouble?: Trouble;
  readonly late?: boolean;
  readonly agreed?: boolean;
  readonly seenAt?: string | null;
  readonly steps?: number;
  readonly drifted?: boolean;
  readonly control?: Control | undefined;
  readonly acceptance?: Partial<Acceptance>;
  readonly view?: Partial<AcceptanceView>;
}

const evidenceFor = (kind: Texts): Acceptance['evidence'] => {
  if (kind === 'none') return [];
  const count = kind === 'plain' ? 1 : 5;
  return Array.from({ length: count }, (_, at) => ({ url: link(at), sha256: 'ab'.repeat(32) }));
};

const decidedStates: readonly State[] = [
  'Approved',
  'Active',
  'ReviewDue',
  'Expired',
  'Revoked',
  'Closed',
];

/** The fields, where it is so. */
const when = (is: boolean, fields: Fields): Fields => (is ? fields : {});

export function acceptanceFor(wish: Wish): Acceptance {
  const { state, kind = 'plain', route = 'standard' } = wish;
  const wasDecided = decidedStates.includes(state);
  const standard = route === 'standard';
  const reasoned = ['ChangesRequested', 'Rejected', 'Revoked'].includes(state);
  return {
    ...proposed(state, kind, route),
    ...when(standard && (wasDecided || state === 'InApproval'), endorsed(kind)),
    ...when(wasDecided, decision(kind, standard ? carl : mia)),
    ...when(inForce.includes(state), { inForceSince: '2026-11-22T10:00:00.000Z' }),
    ...when(final.includes(state), { endedAt: '2026-11-23T09:00:00.000Z', ...endReasons[state] }),
    ...when(reasoned, { reason: textFor(kind, 'Please say who watches the logs') }),
    ...wish.acceptance,
  };
}

const endorsed = (kind: Texts): Fields => ({
  businessContext: textFor(kind, 'Sales needs the apps'),
  reviewerId: mia.id,
  reviewedAt: '2026-11-21T09:00:00.000Z',
});

const decision = (kind: Texts, approver: Person): Fields => ({
  conditions: textFor(kind, 'The proxy stays'),
  reviewOn: '2027-05-23',
  originalReviewOn: '2027-05-23',
  riskOwnerId: carl.id,
  approverId: approver.id,
  approverRole: approver.grants[0]?.role ?? null,
  approverRoleFrom: 'user:x',
  decidedAt: '2026-11-22T09:00:00.000Z',
});

const risks = {
  low: { residualRisk: 'Low', pointsAtRisk: 1.5, reason: 'low residual risk and few points' },
  standard: { residualRisk: 'High', pointsAtRisk: 4.5, reason: 'residual risk is High' },
} as const;

function proposed(state: State, kind: Texts, route: 'low' | 'standard'): Acceptance {
  const { residualRisk, pointsAtRisk, reason } = risks[route];
  return {
    ...example(),
    id: 'RA-2026-0042',
    revision: 7,
    state,
    controlId: control.id,
    scope: 'tenant',
    treatment: 'riskAccepted',
    riskDescription: textFor(kind, 'Data may leave through apps that nobody knows of'),
    justification: textFor(kind, 'The proxy already blocks them'),
    compensatingControls: textFor(kind, 'Weekly look at the proxy logs'),
    residualRisk,
    reviewOn: null,
    originalReviewOn: null,
    riskOwnerId: null,
    evidence: evidenceFor(kind),
    businessContext: '',
    conditions: '',
    route,
    routeReasons: [reason],
    routeRaised: false,
    facts: {
      title: control.title,
      category: control.category,
      service: control.service,
      threats: control.threats,
      maxScore: pointsAtRisk,
      score: 0,
      pointsAtRisk,
      riskReduction: 'Low',
      asOf: '2026-11-20T08:00:00.000Z',
    },
    previous: null,
    proposerId: eve.id,
    proposedAt: '2026-11-20T09:00:00.000Z',
  };
}

function historyFor({ state, kind = 'plain', steps = 4 }: Wish): readonly HistoryLine[] {
  const events = ['propose', 'requestChanges', 'resubmit', 'endorse', 'approve', 'routeRaised'];
  const lastOf: Readonly<Partial<Record<State, string>>> = {
    ChangesRequested: 'requestChanges',
    Rejected: 'reject',
    Withdrawn: 'withdraw',
    Revoked: 'revoke',
  };
  return Array.from({ length: steps }, (_, at): HistoryLine => {
    const last = at === steps - 1 ? lastOf[state] : undefined;
    const byId = [eve, mia, carl][at % 3]?.id ?? '';
    return {
      at: '2026-11-21T09:00:00.000Z',
      event: last ?? events[at % events.length] ?? 'propose',
      byId: last ? mia.id : byId,
      role: 'itManager',
      roleFrom: 'user:x',
      reason: at % 2 === 0 ? '' : textFor(kind, 'Please say more'),
      comment: '',
      witness: `#${String(at + 1)} 3f9a1c04be77`,
    };
  });
}

const situationFor = (wish: Wish, acceptance: Acceptance): Situation => ({
  at: new Date(now),
  policy,
  policyVersion: 1,
  control: controlOf(wish),
  controlAsOf: now,
  holders: { itManager: [mia], ciso: [carl] },
  others: [acceptance],
  proposerGone: false,
  followed: undefined,
  byHand: wish.byHand ?? false,
  onlyComments: false,
  drifted: wish.drifted ?? false,
  daily: { fresh: true, completedDays: 0, goneDays: 0 },
  waitsSince: undefined,
});

const controlOf = (wish: Wish): Control | undefined => ('control' in wish ? wish.control : control);

const waitsFor: Readonly<Partial<Record<State, readonly string[]>>> = {
  InReview: [mia.name],
  InApproval: [carl.name],
};

/** An acceptance in a state as a viewer sees it, with the choices that the workflow gives them. */
export function viewFor(wish: Wish): AcceptanceView {
  const { state, viewer = mia, kind = 'plain' } = wish;
  const acceptance = acceptanceFor(wish);
  return {
    acceptance,
    viewerId: viewer.id,
    viewerIsAuditor: viewer === aude,
    asked: true,
    choices: choices(acceptance, viewer, situationFor(wish, acceptance)),
    names: Object.fromEntries([eve, ed, mia, carl, aude].map(({ id, name }) => [id, name])),
    zone,
    today,
    control: controlOf(wish),
    controlAsOf: now,
    sync: { trouble: '', byHand: false, late: false, agreed: false, seenAt: null, ...syncOf(wish) },
    waitsFor: waitsFor[state] ?? [],
    unreachable: [],
    takenBy: undefined,
    mayTake: false,
    mayProposeAgain: false,
    succession: { previous: undefined, next: undefined, renewalDraft: 'RA-2026-0042-renew-0' },
    witness: undecided.includes(state) ? '' : '#12 3f9a1c04be77',
    portfolio: { count: 13, points: 34, high: 2 },
    achievable: { now: 97.2, withThis: 96.8 },
    earlier: kind === 'plain' ? [] : rejectedBefore(kind),
    changed: ['justification', 'reviewOn'],
    history: historyFor(wish),
    link: 'https://teams.microsoft.com/l/chat/0/0?users=28:bot&message=show%20RA-2026-0042',
    page: 'https://scorekeeper.example/register/RA-2026-0042?for=x&until=1&signature=y',
    ...wish.view,
  };
}

const syncOf = (wish: Wish): Partial<AcceptanceView['sync']> =>
  Object.fromEntries(
    (['trouble', 'byHand', 'late', 'agreed', 'seenAt'] as const).flatMap((key) =>
      key in wish ? [[key, wish[key]]] : [],
    ),
  );

const rejectedBefore = (kind: Texts): readonly Acceptance[] =>
  Array.from({ length: 5 }, (_, at) =>
    acceptanceFor({ state: 'Rejected', kind, acceptance: { id: `RA-2025-000${String(at)}` } }),
  );

export const recommendation = (
  from: Partial<Control> = {},
  acceptance?: Acceptance,
): Recommendation => {
  const one = { ...control, ...from };
  return {
    control: one,
    status: 'To address',
    pointsAtRisk: 4.5,
    riskReduction: 'Medium',
    bucket: { number: 4, why: 'Medium risk reduction, Medium effort, not mapped.' },
    acceptance,
    asOf: now,
  };
};
