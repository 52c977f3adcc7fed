import type { State } from './acceptance.ts';
import type { Role } from './person.ts';

/** What can happen to an acceptance. People press the first eleven; time does the rest. */
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
  'markDone',
  'verified',
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
  | 'isByHand';

/** To whom a new message goes because it is their turn. */
export type Turn = 'itManagers' | 'cisos' | 'proposer';

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
  readonly tells?: readonly ('proposer' | 'reviewer')[];
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
  { row: '8', from: ['InReview'], on: 'approve', by: ['itManager'], guards: ['isNotProposer', 'routeIsLow', 'contextGiven', 'conditionsShowable', 'stillLow', 'reviewInRange'], to: 'Approved', tells: ['proposer'], announced: true },
  { row: '10', from: ['InApproval'], on: 'requestChanges', by: ['ciso'], guards: ['isNotProposer', 'isNotReviewer', 'reasonGiven'], to: 'ChangesRequested', turn: 'proposer' },
  { row: '11', from: ['InApproval'], on: 'reject', by: ['ciso'], guards: ['isNotProposer', 'isNotReviewer', 'reasonGiven'], to: 'Rejected', tells: ['proposer', 'reviewer'] },
  { row: '12', from: ['InApproval'], on: 'approve', by: ['ciso'], guards: ['isNotProposer', 'isNotReviewer', 'conditionsShowable', 'reviewInRange', 'highConfirmed'], to: 'Approved', tells: ['proposer', 'reviewer'], announced: true },
  { row: '16', from: ['Approved'], on: 'verified', by: 'system', guards: [], to: 'Active', tells: ['proposer'], announced: true },
  { row: '17', from: ['Approved', 'Active', 'ReviewDue'], on: 'revoke', by: ['ciso', 'itManager'], guards: ['lowIfManager', 'reasonGiven'], to: 'Revoked', tells: ['proposer', 'reviewer'], announced: true },
  { row: 'hand', from: ['Approved', 'Revoked', 'Expired', 'Closed'], on: 'markDone', by: ['engineer', 'itManager', 'ciso'], guards: ['isByHand'], to: 'same' },
];

/** Whether a row that starts there is open in the state; undefined: before there is anything. */
export const isOpen = (from: Row['from'], state: State | undefined): boolean =>
  state === undefined ? from.length === 0 : from.includes(state);

/** The rows that are open in a state, whoever asks. */
export const rowsFrom = (state: State | undefined, on: Event): readonly Row[] =>
  workflow.filter((row) => row.on === on && isOpen(row.from, state));
