import type { Level } from './control.ts';
import type { Role } from './person.ts';

export const states = [
  'InReview',
  'ChangesRequested',
  'InApproval',
  'Approved',
  'Active',
  'ReviewDue',
  'Rejected',
  'Withdrawn',
  'Expired',
  'Revoked',
  'Closed',
] as const;
export type State = (typeof states)[number];

export const treatments = ['riskAccepted', 'thirdParty', 'alternateMitigation'] as const;
export type Treatment = (typeof treatments)[number];

export type Scope = 'tenant' | 'partial';
export type Route = 'low' | 'standard';

/** Why an acceptance ended, where the state alone does not say it. */
export type EndReason =
  | 'byProposer'
  | 'noDecision'
  | 'implementedMeanwhile'
  | 'obsolete'
  | 'implemented'
  | 'renewed'
  | 'superseded'
  | 'rejected'
  | 'revoked'
  | 'expired';

/** A link to proof, with the SHA-256 (64 hex digits) of what it led to, or an empty text. */
export interface Evidence {
  readonly url: string;
  readonly sha256: string;
}

/** What Secure Score said of the control when the proposal was submitted. Points, not percent. */
export interface Facts {
  readonly title: string;
  readonly category: string;
  readonly service: string;
  readonly threats: readonly string[];
  readonly maxScore: number;
  readonly score: number | null;
  readonly pointsAtRisk: number;
  readonly riskReduction: Level;
  /** Microsoft had retired it; absent where it had not. */
  readonly deprecated?: true;
  /** The instant at which these facts were read from Graph. */
  readonly asOf: string;
}

/**
 * One governed decision about one control. Flat on purpose: a step changes some of these fields, and its
 * line of the trail names exactly those. Absent is null, for times before the step that gives a value.
 */
export interface Acceptance {
  readonly id: string;
  /** Grows by one with every step; a card that carries an older one is stale. */
  readonly revision: number;
  readonly state: State;
  readonly controlId: string;
  readonly scope: Scope;
  readonly treatment: Treatment;
  readonly riskDescription: string;
  readonly justification: string;
  readonly compensatingControls: string;
  readonly residualRisk: Level;
  /** The proposed review date, and from the decision on the one that holds; null: as late as allowed. */
  readonly reviewOn: string | null;
  readonly originalReviewOn: string | null;
  /** Object id of the risk owner; null until the decision means the approver. */
  readonly riskOwnerId: string | null;
  readonly evidence: readonly Evidence[];
  /** Which users or devices a partial acceptance is for; empty for the whole tenant. */
  readonly scopeDetail: string;
  readonly businessContext: string;
  readonly conditions: string;
  readonly route: Route;
  readonly routeReasons: readonly string[];
  /** Raised by a reviewer or by the system: it never goes back to low. */
  readonly routeRaised: boolean;
  readonly facts: Facts;
  /** The facts of the change that sent it back for review after it was submitted; null: none did. */
  readonly changedFacts: Facts | null;
  /** The acceptance that this one renews, replaces or attempts again. */
  readonly previous: string | null;
  /** Who proposed the one that this renews or replaces while it is in force: they do not approve it. Null: no such one. */
  readonly earlierProposerId: string | null;
  /** The three answers of a renewal: what changed in the residual risk, which mitigations exist, whether the reasons hold. */
  readonly riskChange: string;
  readonly mitigationsNow: string;
  readonly reasonsHold: string;
  readonly proposerId: string;
  /** The source of the right to propose, as `Grant` has it; so for the reviewer and the approver. */
  readonly proposerRoleFrom: string | null;
  readonly proposedAt: string;
  readonly reviewerId: string | null;
  readonly reviewerRoleFrom: string | null;
  readonly reviewedAt: string | null;
  readonly approverId: string | null;
  readonly approverRole: Role | null;
  readonly approverRoleFrom: string | null;
  readonly decidedAt: string | null;
  readonly sodReduced: boolean;
  readonly markedDoneAt: string | null;
  readonly inForceSince: string | null;
  readonly endedAt: string | null;
  readonly endReason: EndReason | null;
  /** What the last step that needed one gave as its reason. */
  readonly reason: string;
  /** The newest comment; those before it stand in the trail. */
  readonly comment: string;
}

/** What acceptances of earlier versions do not name, as if it had been said: their lines name none of it either. */
export const laterFields = {
  scopeDetail: '',
  changedFacts: null,
  earlierProposerId: null,
  riskChange: '',
  mitigationsNow: '',
  reasonsHold: '',
  proposerRoleFrom: null,
  reviewerRoleFrom: null,
  comment: '',
} as const satisfies Partial<Acceptance>;

/** The fields whose words stand in the trail as salted digests, so that they can be blanked one day. */
export const textFields = [
  'riskDescription',
  'justification',
  'compensatingControls',
  'businessContext',
  'conditions',
  'scopeDetail',
  'riskChange',
  'mitigationsNow',
  'reasonsHold',
  'comment',
  'reason',
  'evidence',
] as const satisfies readonly (keyof Acceptance)[];
export type TextField = (typeof textFields)[number];

export const undecided: readonly State[] = ['InReview', 'ChangesRequested', 'InApproval'];
export const decided: readonly State[] = ['Approved', 'Active', 'ReviewDue'];
export const inForce: readonly State[] = ['Active', 'ReviewDue'];
export const live: readonly State[] = [...undecided, ...decided];
export const final: readonly State[] = ['Rejected', 'Withdrawn', 'Expired', 'Revoked', 'Closed'];

/** Whether an acceptance holds its control in Secure Score. */
export const binds = ({ state, scope }: Pick<Acceptance, 'state' | 'scope'>): boolean =>
  scope === 'tenant' && decided.includes(state);

export const stateNames: Readonly<Record<State, string>> = {
  InReview: 'In review',
  ChangesRequested: 'Changes requested',
  InApproval: 'In approval',
  Approved: 'Approved (not in force yet)',
  Active: 'Active',
  ReviewDue: 'Review due',
  Rejected: 'Rejected',
  Withdrawn: 'Withdrawn',
  Revoked: 'Revoked',
  Expired: 'Expired',
  Closed: 'Closed',
};

export const treatmentNames: Readonly<Record<Treatment, string>> = {
  riskAccepted: 'Risk accepted',
  thirdParty: 'Resolved through third party',
  alternateMitigation: 'Resolved through alternate mitigation',
};

/** `RA-2026-0042`: the year of submission in the tenant's zone, and at least four digits. */
export const acceptanceId = (year: number, count: number): string =>
  `RA-${String(year)}-${String(count).padStart(4, '0')}`;

/** What is accepted at a time. */
export interface Portfolio {
  readonly count: number;
  /** Points at risk when they were submitted. */
  readonly points: number;
  readonly high: number;
}
