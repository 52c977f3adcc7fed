import type { Event } from '../domain/workflow-table.ts';

/** The buttons of the workflow, in the order in which a card shows them. */
export const stepTitles: readonly (readonly [Event, string])[] = [
  ['approve', 'Approve'],
  ['endorse', 'Endorse'],
  ['resubmit', 'Submit for review'],
  ['renew', 'Renew'],
  ['markDone', 'Mark as done in portal'],
  ['reapply', 'Re-apply'],
  ['raiseRoute', 'Send to CISO'],
  ['requestChanges', 'Request changes'],
  ['reject', 'Reject'],
  ['bringForward', 'Bring review forward'],
  ['reportImplemented', 'Report implemented'],
  ['withdraw', 'Withdraw'],
  ['revoke', 'Revoke'],
  ['comment', 'Comment'],
];

export const proposeTitle = 'Propose risk acceptance';

export const defender = 'Open in Microsoft Defender';
