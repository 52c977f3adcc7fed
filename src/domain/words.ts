import type { Acceptance, EndReason, Route } from './acceptance.ts';
import { sayDay } from './calendar.ts';

/** What the fields are called, everywhere. */
export const fieldLabels: Readonly<Partial<Record<string, string>>> = {
  treatment: 'Treatment',
  scope: 'Scope',
  scopeDetail: 'Which users or devices',
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
  comment: 'Comment',
  riskChange: 'What changed in the residual risk?',
  mitigationsNow: 'Which mitigations exist now?',
  reasonsHold: 'Do the reasons still hold?',
};

/** A field as people know it; one that is not ours by the name it has. */
export const labelOf = (field: string): string => fieldLabels[field] ?? field;

export const scopeNames = {
  tenant: 'The whole tenant',
  partial: 'Some users or devices',
} as const;

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
  bringForward: 'brought its review forward',
  reportImplemented: 'reported it as implemented',
  reapply: 'asked Secure Score for it again',
  comment: 'commented',
  materialChange: 'found that the recommendation has changed: it is reviewed again',
  completed: 'found the recommendation completed',
  gone: 'found that Microsoft no longer has the recommendation',
  lapse: 'closed it: nobody decided in time',
  reviewReached: 'found its review date reached',
  graceOver: 'ended it: its review date passed without a renewal',
  renewed: 'closed it: what renews it is in force',
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

/** Who decides, and why it is they. */
export function whoDecides(route: Route, why: string): string {
  const who =
    route === 'low' ? 'The IT manager decides alone' : 'The IT manager endorses, the CISO decides';
  return why === '' ? `${who}.` : `${who}: ${why}.`;
}

/** The day on which a review is due, or when it would be. */
export const reviewWords = ({ reviewOn, residualRisk }: Acceptance): string =>
  reviewOn === null
    ? `${residualRisk === 'High' ? '6' : '12'} months after the decision`
    : sayDay(reviewOn);
