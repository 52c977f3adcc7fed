import type { Acceptance, EndReason, Facts } from './acceptance.ts';
import { type Control, pointsAtRisk } from './control.ts';
import { decidedReview, type Try } from './guards.ts';
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
  propose: submitted,
  resubmit: (attempt) => ({
    ...submitted(attempt),
    reviewerId: null,
    reviewedAt: null,
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
  endorse: (attempt) => ({
    ...context(attempt),
    reviewerId: attempt.person.id,
    reviewedAt: at(attempt),
  }),
  approve: approved,
  verified: (attempt) => ({ inForceSince: at(attempt) }),
  revoke: ended('revoked'),
  markDone: (attempt) => ({ markedDoneAt: at(attempt) }),
};

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

function submitted({ before, command, situation }: Try): Fields {
  const { control } = situation;
  if (!control || !command.proposal) return {};
  const routed = routeFor(command.proposal, control, situation.policy);
  return {
    ...proposed(command.proposal),
    facts: facts(control, situation.controlAsOf),
    ...(before?.route === 'standard'
      ? stillStandard(before, routed)
      : { route: routed.route, routeReasons: routed.reasons }),
  };
}

/** What was once for the CISO stays so, whatever the text says now. */
const stillStandard = (before: Acceptance, routed: ReturnType<typeof routeFor>): Fields => ({
  route: 'standard',
  routeReasons: routed.route === 'standard' ? routed.reasons : before.routeReasons,
});

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
