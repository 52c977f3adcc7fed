import { type State, states } from './acceptance.ts';
import type { Role } from './person.ts';

/** What can happen to an acceptance: what people press, then what time and Secure Score bring. */
export const events = [
  'propose',
  'resubmit',
  'withdraw',
  'requestChanges',
  'raiseRoute',
  'reject',
  'endorse',
  'approve',
  'revoke',
  'renew',
  'bringForward',
  'reportImplemented',
  'reapply',
  'markDone',
  'comment',
  'verified',
  'materialChange',
  'completed',
  'gone',
  'lapse',
  'reviewReached',
  'graceOver',
  'renewed',
] as const;
export type Event = (typeof events)[number];

export type GuardName =
  | 'knownControl'
  | 'notDeprecated'
  | 'notCompleted'
  | 'oneUndecided'
  | 'oneDecided'
  | 'fieldsValid'
  | 'partsFilled'
  | 'isProposer'
  | 'isProposerOrGone'
  | 'isNotProposer'
  | 'isNotReviewer'
  | 'lowIfManager'
  | 'reasonGiven'
  | 'reasonIfOther'
  | 'contextGiven'
  | 'contextShowable'
  | 'conditionsShowable'
  | 'someoneCanApprove'
  | 'someoneCanDecide'
  | 'routeIsLow'
  | 'routeIsStandard'
  | 'stillLow'
  | 'reviewInRange'
  | 'highConfirmed'
  | 'isNotEarlierProposer'
  | 'answersGiven'
  | 'commentGiven'
  | 'hasDrifted'
  | 'isByHand'
  | 'isMaterial'
  | 'isCompleted'
  | 'isGone'
  | 'isPartial'
  | 'isUnanswered'
  | 'isReviewDay'
  | 'isGraceOver'
  | 'isRenewed';

/** To whom a new message goes because it is their turn; `responsible`: the proposer and the risk owner. */
export type Turn = 'itManagers' | 'cisos' | 'proposer' | 'responsible';

export interface Row {
  /** Its number in the specification of the workflow. */
  readonly row: string;
  /** Empty: from nothing, a new acceptance. */
  readonly from: readonly State[];
  readonly on: Event;
  /** `system` is time and verification; people need one of the roles. */
  readonly by: readonly Role[] | 'system';
  /** Checked in this order; each can refuse. */
  readonly guards: readonly GuardName[];
  /** `same`: no change of state. */
  readonly to: State | 'same';
  readonly turn?: Turn;
  /** Who is told the outcome in one line. */
  readonly tells?: readonly ('proposer' | 'reviewer' | 'cisos')[];
  /** Whether the governance channel gets a line. */
  readonly announced?: true;
}

/** The whole workflow. Whatever is not in this table does not happen. */
// prettier-ignore
export const workflow: readonly Row[] = [
  { row: '1', from: [], on: 'propose', by: ['engineer', 'itManager', 'ciso'], guards: ['knownControl', 'notDeprecated', 'notCompleted', 'oneUndecided', 'oneDecided', 'fieldsValid', 'partsFilled'], to: 'InReview', turn: 'itManagers', announced: true },
  { row: '2', from: ['ChangesRequested'], on: 'resubmit', by: ['engineer', 'itManager', 'ciso'], guards: ['isProposer', 'knownControl', 'notDeprecated', 'notCompleted', 'oneUndecided', 'oneDecided', 'fieldsValid', 'partsFilled'], to: 'InReview', turn: 'itManagers' },
  { row: '3', from: ['InReview', 'ChangesRequested', 'InApproval'], on: 'withdraw', by: ['itManager', 'ciso', 'engineer'], guards: ['isProposerOrGone', 'reasonIfOther'], to: 'Withdrawn' },
  { row: '4', from: ['InReview'], on: 'requestChanges', by: ['itManager'], guards: ['isNotProposer', 'reasonGiven', 'contextShowable'], to: 'ChangesRequested', turn: 'proposer' },
  { row: '5', from: ['InReview'], on: 'raiseRoute', by: ['itManager'], guards: ['isNotProposer', 'routeIsLow', 'someoneCanDecide', 'contextShowable'], to: 'InReview' },
  { row: '6', from: ['InReview'], on: 'reject', by: ['itManager'], guards: ['isNotProposer', 'reasonGiven'], to: 'Rejected', tells: ['proposer'] },
  { row: '7', from: ['InReview'], on: 'endorse', by: ['itManager'], guards: ['isNotProposer', 'routeIsStandard', 'someoneCanApprove', 'contextGiven'], to: 'InApproval', turn: 'cisos' },
  { row: '8', from: ['InReview'], on: 'approve', by: ['itManager'], guards: ['isNotProposer', 'routeIsLow', 'contextGiven', 'conditionsShowable', 'stillLow', 'isNotEarlierProposer', 'reviewInRange'], to: 'Approved', tells: ['proposer'], announced: true },
  { row: '10', from: ['InApproval'], on: 'requestChanges', by: ['ciso'], guards: ['isNotProposer', 'isNotReviewer', 'reasonGiven'], to: 'ChangesRequested', turn: 'proposer' },
  { row: '11', from: ['InApproval'], on: 'reject', by: ['ciso'], guards: ['isNotProposer', 'isNotReviewer', 'reasonGiven'], to: 'Rejected', tells: ['proposer', 'reviewer'] },
  { row: '12', from: ['InApproval'], on: 'approve', by: ['ciso'], guards: ['isNotProposer', 'isNotReviewer', 'isNotEarlierProposer', 'conditionsShowable', 'reviewInRange', 'highConfirmed'], to: 'Approved', tells: ['proposer', 'reviewer'], announced: true },
  { row: '13', from: ['InReview', 'InApproval'], on: 'materialChange', by: 'system', guards: ['isMaterial'], to: 'InReview', turn: 'itManagers' },
  { row: '14', from: ['InReview', 'ChangesRequested', 'InApproval'], on: 'completed', by: 'system', guards: ['isCompleted'], to: 'Withdrawn', tells: ['proposer'] },
  { row: '14', from: ['InReview', 'ChangesRequested', 'InApproval'], on: 'gone', by: 'system', guards: ['isGone'], to: 'Withdrawn', tells: ['proposer'] },
  { row: '15', from: ['InReview', 'InApproval', 'ChangesRequested'], on: 'lapse', by: 'system', guards: ['isUnanswered'], to: 'Withdrawn', tells: ['proposer'] },
  { row: '16', from: ['Approved'], on: 'verified', by: 'system', guards: [], to: 'Active', tells: ['proposer'], announced: true },
  { row: '17', from: ['Approved', 'Active', 'ReviewDue'], on: 'revoke', by: ['ciso', 'itManager'], guards: ['lowIfManager', 'reasonGiven'], to: 'Revoked', tells: ['proposer', 'reviewer'], announced: true },
  { row: '18a', from: ['Approved', 'Active', 'ReviewDue'], on: 'gone', by: 'system', guards: ['isGone'], to: 'Closed' },
  { row: '18b', from: ['Active', 'ReviewDue'], on: 'reportImplemented', by: ['engineer', 'itManager'], guards: ['reasonGiven'], to: 'Closed' },
  { row: '18c', from: ['Active', 'ReviewDue'], on: 'completed', by: 'system', guards: ['isPartial', 'isCompleted'], to: 'Closed' },
  { row: '19', from: ['Active'], on: 'reviewReached', by: 'system', guards: ['isReviewDay'], to: 'ReviewDue' },
  { row: '19', from: ['Active'], on: 'bringForward', by: ['engineer', 'itManager', 'ciso'], guards: ['reasonGiven'], to: 'ReviewDue', turn: 'responsible' },
  { row: '20', from: ['Active', 'ReviewDue'], on: 'renew', by: ['engineer', 'itManager', 'ciso'], guards: ['knownControl', 'notDeprecated', 'notCompleted', 'oneUndecided', 'oneDecided', 'answersGiven'], to: 'same' },
  { row: '21', from: ['Active', 'ReviewDue'], on: 'renewed', by: 'system', guards: ['isRenewed'], to: 'Closed' },
  { row: '22', from: ['Approved', 'ReviewDue'], on: 'graceOver', by: 'system', guards: ['isGraceOver'], to: 'Expired', tells: ['proposer', 'cisos'] },
  { row: 'drift', from: ['Active', 'ReviewDue'], on: 'reapply', by: ['engineer', 'itManager', 'ciso'], guards: ['hasDrifted'], to: 'same' },
  { row: 'comment', from: states, on: 'comment', by: ['engineer', 'itManager', 'ciso'], guards: ['commentGiven'], to: 'same' },
  { row: 'hand', from: ['Approved', 'Revoked', 'Expired', 'Closed'], on: 'markDone', by: ['engineer', 'itManager', 'ciso'], guards: ['isByHand'], to: 'same' },
];

/** Whether a row that starts there is open in the state; undefined: before there is anything. */
export const isOpen = (from: Row['from'], state: State | undefined): boolean =>
  state === undefined ? from.length === 0 : from.includes(state);

/** The rows that are open in a state, whoever asks. */
export const rowsFrom = (state: State | undefined, on: Event): readonly Row[] =>
  workflow.filter((row) => row.on === on && isOpen(row.from, state));
