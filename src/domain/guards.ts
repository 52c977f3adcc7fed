import { type Acceptance, decided, final, type Scope, undecided } from './acceptance.ts';
import { dayOf } from './calendar.ts';
import { type Control, isCompleted } from './control.ts';
import { approvers, endorsers, type Holders, mayFollow, missingPart, reviewers } from './duties.ts';
import { holds, type Person, roleNames } from './person.ts';
import type { Policy } from './policy.ts';
import { type Complaints, latestReview, type Proposal, reviewComplaint } from './proposal.ts';
import { routeFor } from './route.ts';
import { givenComplaint, textComplaint, tidy } from './text.ts';
import { type GuardName, type Row } from './workflow-table.ts';

/** A step that somebody wants to take. Everything in it is a claim. */
export interface Command {
  readonly on: Row['on'];
  /** The revision that the person saw when they decided. */
  readonly revision: number;
  readonly reason?: string;
  readonly businessContext?: string;
  readonly conditions?: string;
  /** The approver's shorter review date; empty for none. */
  readonly reviewOn?: string;
  /** The second press for a High residual risk names what it approves. */
  readonly confirm?: { readonly residualRisk: string; readonly reviewOn: string };
  /** With propose and resubmit. */
  readonly proposal?: Proposal;
  /** A control that is proposed for the first time. */
  readonly controlId?: string;
  readonly previous?: string | null;
}

/** What the shell looked up for a decision. */
export interface Situation {
  readonly at: Date;
  readonly policy: Policy;
  readonly policyVersion: number;
  /** The newest stored facts and the instant they were read. */
  readonly control: Control | undefined;
  readonly controlAsOf: string;
  readonly holders: Holders;
  /** Every acceptance of the same control. */
  readonly others: readonly Acceptance[];
  /** The proposer is no longer an enabled member. */
  readonly proposerGone: boolean;
  /** The line that followed the revision that was seen, if there is one. */
  readonly followed: { readonly by: string; readonly event: string } | undefined;
  /** Secure Score must be set by a person, and does not show what was decided yet. */
  readonly byHand: boolean;
}

export interface Try {
  /** Undefined for a new one. */
  readonly before: Acceptance | undefined;
  readonly command: Command;
  readonly person: Person;
  readonly situation: Situation;
}

/** Why a step is not taken. A value; it changes nothing. */
export type Refusal =
  | { readonly refusal: 'wrongState' }
  | { readonly refusal: 'stale' }
  | { readonly refusal: 'notYou'; readonly who: string }
  | { readonly refusal: 'invalid'; readonly complaints: Complaints }
  /** A High residual risk: the press must name it and its date. */
  | { readonly refusal: 'confirm'; readonly reviewOn: string };

export type Guard = (attempt: Try) => Refusal | undefined;

const notYou = (who: string): Refusal => ({ refusal: 'notYou', who });
const invalid = (field: string, complaint: string | undefined): Refusal | undefined =>
  complaint === undefined ? undefined : { refusal: 'invalid', complaints: { [field]: complaint } };
const wrongState: Refusal = { refusal: 'wrongState' };

const names = (people: readonly Person[]): string => people.map(({ name }) => name).join(' or ');

/** The day of the situation in the tenant's zone. */
const today = ({ at, policy }: Situation): string => dayOf(at, policy.timeZone);

/** The review date that an approval now would set. */
export function decidedReview({ before, command, situation }: Try): string {
  const shorter = tidy(command.reviewOn ?? '');
  const risk = before?.residualRisk ?? 'High';
  return shorter || (before?.reviewOn ?? latestReview(today(situation), risk));
}

const rivals = ({ before, situation }: Try, scope: Scope): readonly Acceptance[] =>
  situation.others.filter(
    (other) => other.id !== before?.id && other.scope === scope && !final.includes(other.state),
  );

const scopeOf = ({ command, before }: Try): Scope =>
  command.proposal?.scope ?? before?.scope ?? 'tenant';

/** Each guard says no with a refusal; undefined lets the step through. */
export const guards: Readonly<Record<GuardName, Guard>> = {
  knownControl: ({ situation }) =>
    invalid('form', situation.control ? undefined : 'Secure Score has no such recommendation.'),

  notDeprecated: ({ situation }) =>
    invalid(
      'form',
      situation.control?.deprecated
        ? 'Microsoft has retired this recommendation: there is nothing to accept.'
        : undefined,
    ),

  notCompleted: ({ situation: { control } }) =>
    invalid(
      'form',
      control && isCompleted(control)
        ? 'This recommendation is completed: there is no risk left to accept.'
        : undefined,
    ),

  oneUndecided: (attempt) => {
    const rival = rivals(attempt, scopeOf(attempt)).find(({ state }) => undecided.includes(state));
    return invalid(
      'form',
      rival && `${rival.id} is already proposed for this recommendation and not decided yet.`,
    );
  },

  oneDecided: (attempt) => {
    const rival = rivals(attempt, scopeOf(attempt)).find(({ state }) => decided.includes(state));
    return invalid('form', rival && `${rival.id} already covers this recommendation.`);
  },

  fieldsValid: ({ command, situation }) => {
    const { proposal } = command;
    if (!proposal) return invalid('form', 'The form is empty.');
    return invalid(
      'reviewOn',
      reviewComplaint(proposal.reviewOn ?? '', today(situation), proposal.residualRisk),
    );
  },

  partsFilled: ({ before, command, person, situation }) => {
    if (!command.proposal) return undefined;
    const { holders, policy, control } = situation;
    const computed = routeFor(command.proposal, control, policy).route;
    const route = before?.route === 'standard' ? 'standard' : computed;
    const missing = missingPart(holders, before?.proposerId ?? person.id, route, policy);
    return invalid(
      'form',
      missing &&
        `Nobody but people already involved holds the role ${roleNames[missing]}: ask your administrator to name one.`,
    );
  },

  isProposer: ({ before, person }) =>
    before?.proposerId === person.id ? undefined : notYou('whoever proposed it'),

  isProposerOrGone: ({ before, person, situation }) => {
    if (before?.proposerId === person.id) return undefined;
    const decider = holds(person, 'itManager') || holds(person, 'ciso');
    return situation.proposerGone && decider
      ? undefined
      : notYou('whoever proposed it, or an IT manager or CISO once that person has left');
  },

  isNotProposer: ({ before, person, situation: { holders, policy } }) => {
    if (before?.proposerId !== person.id) return undefined;
    const free =
      before.state === 'InReview' ? reviewers(holders, before) : approvers(holders, before, policy);
    return notYou(`someone other than its proposer${orNames(free)}`);
  },

  isNotReviewer: ({ before, person, situation: { holders, policy } }) =>
    before && !mayFollow(person, before, policy)
      ? notYou(`someone other than who endorsed it${orNames(approvers(holders, before, policy))}`)
      : undefined,

  lowIfManager: ({ before, person }) =>
    holds(person, 'ciso') || before?.route === 'low' ? undefined : notYou('a CISO'),

  reasonGiven: ({ command }) =>
    invalid('reason', givenComplaint(tidy(command.reason ?? ''), 'a reason')),

  reasonIfOther: ({ before, person, command }) => {
    const reason = tidy(command.reason ?? '');
    return invalid(
      'reason',
      before?.proposerId === person.id ? textComplaint(reason) : givenComplaint(reason, 'a reason'),
    );
  },

  contextGiven: ({ command }) =>
    invalid(
      'businessContext',
      givenComplaint(tidy(command.businessContext ?? ''), 'the business context'),
    ),

  contextShowable: ({ command }) =>
    invalid('businessContext', textComplaint(tidy(command.businessContext ?? ''))),

  conditionsShowable: ({ command }) =>
    invalid('conditions', textComplaint(tidy(command.conditions ?? ''))),

  someoneCanApprove: ({ before, person, situation: { holders, policy } }) => {
    if (!before) return wrongState;
    const left = approvers(
      holders,
      { proposerId: before.proposerId, reviewerId: person.id },
      policy,
    );
    if (left.length > 0) return undefined;
    const better = endorsers(holders, before.proposerId, policy);
    return notYou(
      better.length > 0
        ? `${names(better)}: after your endorsement nobody would be left to approve`
        : 'nobody now: a CISO who has not proposed or endorsed it is missing',
    );
  },

  someoneCanDecide: ({ before, situation: { holders, policy } }) => {
    const missing = before && missingPart(holders, before.proposerId, 'standard', policy);
    return (
      missing && notYou(`nobody now: the role ${roleNames[missing]} has no one free to take it`)
    );
  },

  routeIsLow: ({ before }) => (before?.route === 'low' ? undefined : wrongState),
  routeIsStandard: ({ before }) => (before?.route === 'standard' ? undefined : wrongState),

  stillLow: ({ before, situation: { control, policy } }) =>
    before && routeFor(before, control, policy).route === 'low' ? undefined : { refusal: 'stale' },

  reviewInRange: (attempt) => {
    const { before, situation } = attempt;
    const day = decidedReview(attempt);
    const complaint = reviewComplaint(day, today(situation), before?.residualRisk ?? 'High');
    if (complaint) return invalid('reviewOn', complaint);
    const longest = before?.reviewOn;
    return invalid(
      'reviewOn',
      longest && day > longest
        ? 'The proposed review date can be brought forward, not put off.'
        : undefined,
    );
  },

  highConfirmed: (attempt) => {
    const { before, command } = attempt;
    if (before?.residualRisk !== 'High') return undefined;
    const reviewOn = decidedReview(attempt);
    const named = command.confirm?.residualRisk === 'High' && command.confirm.reviewOn === reviewOn;
    return named ? undefined : { refusal: 'confirm', reviewOn };
  },

  isByHand: ({ situation }) => (situation.byHand ? undefined : wrongState),
};

const orNames = (people: readonly Person[]): string =>
  people.length > 0 ? `: ${names(people)}` : '';
