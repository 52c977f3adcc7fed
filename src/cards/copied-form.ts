import type { Acceptance } from '../domain/acceptance.ts';
import type { FormField } from '../domain/proposal.ts';

/** What an acceptance proposed, as it stands in the fields of a form; the review date is for whoever proposes anew. */
export const copied = (acceptance: Acceptance): Readonly<Record<FormField, string>> => ({
  treatment: acceptance.treatment,
  scope: acceptance.scope,
  scopeDetail: acceptance.scopeDetail,
  riskDescription: acceptance.riskDescription,
  justification: acceptance.justification,
  compensatingControls: acceptance.compensatingControls,
  residualRisk: acceptance.residualRisk,
  reviewOn: '',
  riskOwnerId: acceptance.riskOwnerId ?? '',
  evidence: acceptance.evidence.map(({ url, sha256 }) => `${url} ${sha256}`.trim()).join('\n'),
});
