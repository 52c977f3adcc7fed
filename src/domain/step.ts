import {
  type Acceptance,
  type EndReason,
  type Facts,
  inForce,
  laterFields,
  undecided,
} from './acceptance.ts';
import { dayOf } from './calendar.ts';
import { type Control, pointsAtRisk } from './control.ts';
import type { Try } from './attempt.ts';
import { decidedReview, replaced, standsStandard } from './guards.ts';
import type { Grant } from './person.ts';
import { riskReduction } from './priority.ts';
import type { Proposal } from './proposal.ts';
import { routeFor } from './route.ts';
import { tidy } from './text.ts';
import type { Event, Row } from './workflow-table.ts';

type Fields = Partial<Acceptance>;

/** The acceptance after a step that every guard let through. */
export function after(row: Row, attempt: Try, grant: Grant | undefined): Acceptance {
  const { before } = attempt;
  const fields = effects[row.on](attempt, grant);
  const state = row.to === 'same' ? undefined : { state: row.to };
  return before
    ? { ...before, ...fields, ...state, revision: before.revision + 1 }
    : { ...blank(attempt), ...fields, ...state };
}

const at = ({ situation }: Try): string => situation.at.toISOString();

const ended =
  (endReason: EndReason) =>
  (attempt: Try): Fields => ({
    endedAt: at(attempt),
    endReason,
    reason: tidy(attempt.command.reason ?? ''),
  });

/** What each event writes, besides state and revision. */
const effects: Readonly<Record<Event, (attempt: Try, grant: Grant | undefined) => Fields>> = {
  propose: (attempt, grant) => ({
    ...submitted(attempt),
    ...renewing(attempt),
    proposerRoleFrom: grant?.from ?? null,
  }),
  resubmit: (attempt) => ({
    ...submitted(attempt),
    ...unendorsed,
    changedFacts: null,
    reason: '',
  }),
  withdraw: (attempt) => ({ ...ended('byProposer')(attempt) }),
  requestChanges: (attempt) => ({
    ...context(attempt),
    reason: tidy(attempt.command.reason ?? ''),
  }),
  raiseRoute: (attempt) => ({
    ...context(attempt),
    route: 'standard',
    routeRaised: true,
    routeReasons: ['sent to the CISO by its reviewer'],
  }),
  reject: ended('rejected'),
  endorse: (attempt, grant) => ({
    ...context(attempt),
    reviewerId: attempt.person.id,
    reviewerRoleFrom: grant?.from ?? null,
    reviewedAt: at(attempt),
  }),
  approve: approved,
  verified: (attempt) => ({ inForceSince: at(attempt) }),
  revoke: ended('revoked'),
  markDone: (attempt) => ({ markedDoneAt: at(attempt) }),
  // What renews it is an acceptance of its own; nothing changes here until that one is in force.
  renew: () => ({}),
  bringForward: ({ before, command, situation }) => ({
    reviewOn: earlier(dayOf(situation.at, situation.policy.timeZone), before?.reviewOn),
    reason: tidy(command.reason ?? ''),
  }),
  reportImplemented: ended('implemented'),
  reapply: () => ({}),
  comment: ({ command }) => ({ comment: tidy(command.comment ?? '') }),
  materialChange: changedMeanwhile,
  completed: (attempt) =>
    ended(isUndecided(attempt) ? 'implementedMeanwhile' : 'implemented')(attempt),
  gone: ended('obsolete'),
  lapse: ended('noDecision'),
  reviewReached: () => ({}),
  graceOver: ended('expired'),
  renewed: (attempt) => ended(isReplaced(attempt) ? 'superseded' : 'renewed')(attempt),
};

const unendorsed: Fields = { reviewerId: null, reviewerRoleFrom: null, reviewedAt: null };

const isUndecided = ({ before }: Try): boolean =>
  before !== undefined && undecided.includes(before.state);

/** Whose review is overdue already is not given more time by bringing it forward. */
const earlier = (today: string, reviewOn: string | null | undefined): string =>
  typeof reviewOn === 'string' && reviewOn < today ? reviewOn : today;

/** By one of another treatment, which is no renewal. */
const isReplaced = ({ before, situation }: Try): boolean =>
  !situation.others.some(
    (other) =>
      other.previous === before?.id &&
      inForce.includes(other.state) &&
      other.treatment === before.treatment,
  );

/** The endorsement was of something else. Where it is no longer low, it goes the longer way. */
function changedMeanwhile({ before, situation }: Try): Fields {
  const { control, policy } = situation;
  if (!before || !control) return {};
  const routed = routeFor(before, control, policy);
  const rises = before.route === 'low' && routed.route === 'standard';
  return {
    ...unendorsed,
    ...(rises ? { route: 'standard', routeRaised: true, routeReasons: routed.reasons } : {}),
    changedFacts: facts(control, situation.controlAsOf),
  };
}

/** What a renewal, or a proposal of another treatment, takes from the one that is in force. */
function renewing(attempt: Try): Fields {
  const earlier = replaced(attempt);
  if (!earlier) return {};
  const { command } = attempt;
  const { riskChange = '', mitigationsNow = '', reasonsHold = '' } = command.answers ?? {};
  return {
    earlierProposerId: earlier.proposerId,
    riskChange: tidy(riskChange),
    mitigationsNow: tidy(mitigationsNow),
    reasonsHold: tidy(reasonsHold),
  };
}

/** The reviewer's own words, where they gave any: a CISO does not change them. */
function context({ before, command }: Try): Fields {
  if (before?.state !== 'InReview') return {};
  const businessContext = tidy(command.businessContext ?? '');
  return businessContext === '' ? {} : { businessContext };
}

function approved(attempt: Try, grant: Grant | undefined): Fields {
  const { before, person } = attempt;
  const reviewOn = decidedReview(attempt);
  return {
    ...context(attempt),
    ...conditions(attempt),
    ...authority(grant),
    reviewOn,
    originalReviewOn: reviewOn,
    riskOwnerId: before?.riskOwnerId ?? person.id,
    approverId: person.id,
    decidedAt: at(attempt),
    sodReduced: before?.reviewerId === person.id,
    reason: '',
  };
}

function conditions({ command }: Try): Fields {
  const given = tidy(command.conditions ?? '');
  return given === '' ? {} : { conditions: given };
}

const authority = (grant: Grant | undefined): Fields => ({
  approverRole: grant?.role ?? null,
  approverRoleFrom: grant?.from ?? null,
});

function submitted(attempt: Try): Fields {
  const { command, situation } = attempt;
  const { control } = situation;
  if (!control || !command.proposal) return {};
  const routed = routeFor(command.proposal, control, situation.policy);
  return {
    ...proposed(command.proposal),
    facts: facts(control, situation.controlAsOf),
    ...(standsStandard(attempt)
      ? stillStandard(attempt, routed)
      : { route: routed.route, routeReasons: routed.reasons }),
  };
}

/** What was once for the CISO stays so, whatever the text says now. */
function stillStandard({ before }: Try, routed: ReturnType<typeof routeFor>): Fields {
  const kept = before?.routeReasons ?? ['what it comes after was decided by the CISO'];
  return {
    route: 'standard',
    routeReasons: routed.route === 'standard' ? routed.reasons : kept,
  };
}

const proposed = (proposal: Proposal): Fields => ({ ...proposal });

const facts = (control: Control, asOf: string): Facts => ({
  title: control.title,
  category: control.category,
  service: control.service,
  threats: control.threats,
  maxScore: control.maxScore,
  score: control.score,
  pointsAtRisk: pointsAtRisk(control),
  riskReduction: riskReduction(control),
  ...(control.deprecated ? { deprecated: true } : {}),
  asOf,
});

/** A new acceptance before its first step; what it is about comes from the step. */
function blank(attempt: Try): Acceptance {
  const { command, person, situation } = attempt;
  return {
    id: '',
    revision: 1,
    state: 'InReview',
    controlId: situation.control?.id ?? command.controlId ?? '',
    scope: 'tenant',
    treatment: 'riskAccepted',
    riskDescription: '',
    justification: '',
    compensatingControls: '',
    residualRisk: 'High',
    reviewOn: null,
    originalReviewOn: null,
    riskOwnerId: null,
    evidence: [],
    ...laterFields,
    businessContext: '',
    conditions: '',
    route: 'standard',
    routeReasons: [],
    routeRaised: false,
    facts: {
      title: '',
      category: '',
      service: '',
      threats: [],
      maxScore: 0,
      score: null,
      pointsAtRisk: 0,
      riskReduction: 'High',
      asOf: at(attempt),
    },
    previous: command.previous ?? null,
    proposerId: person.id,
    proposedAt: at(attempt),
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
  };
}
