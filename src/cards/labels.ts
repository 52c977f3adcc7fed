import type { EndReason } from '../domain/acceptance.ts';
import type { Event } from '../domain/workflow-table.ts';

/** What the fields are called, everywhere. */
export const fieldLabels: Readonly<Partial<Record<string, string>>> = {
  treatment: 'Treatment',
  scope: 'Scope',
  riskDescription: 'Risk description',
  justification: 'Business justification',
  compensatingControls: 'Compensating controls',
  residualRisk: 'Residual risk',
  reviewOn: 'Review date',
  riskOwnerId: 'Risk owner',
  evidence: 'Evidence links',
  businessContext: 'Business context',
  conditions: 'Conditions',
  reason: 'Reason',
};

/** A field as people know it; one that is not ours by the name it has. */
export const labelOf = (field: string): string => fieldLabels[field] ?? field;

export const scopeNames = {
  tenant: 'The whole tenant',
  partial: 'Some users or devices',
} as const;

/** The buttons of the workflow, in the order in which a card shows them. */
export const stepTitles: readonly (readonly [Event, string])[] = [
  ['approve', 'Approve'],
  ['endorse', 'Endorse'],
  ['resubmit', 'Submit for review'],
  ['markDone', 'Mark as done in portal'],
  ['raiseRoute', 'Send to CISO'],
  ['requestChanges', 'Request changes'],
  ['reject', 'Reject'],
  ['withdraw', 'Withdraw'],
  ['revoke', 'Revoke'],
];

/** What happened, after a name. */
export const eventWords: Readonly<Record<string, string>> = {
  propose: 'proposed it',
  resubmit: 'submitted it again',
  withdraw: 'withdrew it',
  requestChanges: 'requested changes',
  raiseRoute: 'sent it to the CISO',
  routeRaised: 'found that it is no longer of low impact: the CISO decides',
  reject: 'rejected it',
  endorse: 'endorsed it',
  approve: 'approved it',
  revoke: 'revoked it',
  markDone: 'marked it as done in the portal',
  verified: 'saw it in Secure Score: in force',
};

/** Why something ended, where it says more than the state does. */
export const endWords: Readonly<Record<EndReason, string>> = {
  byProposer: '',
  rejected: '',
  revoked: '',
  expired: 'Its review date passed without a renewal.',
  noDecision: 'Nobody decided in time.',
  implementedMeanwhile: 'The recommendation was completed in the meantime.',
  obsolete: 'Microsoft no longer has this recommendation.',
  implemented: 'The recommendation was implemented.',
  renewed: 'It was renewed.',
  superseded: 'Another acceptance took its place.',
};

export const defender = 'Open in Microsoft Defender';
