import type { Acceptance } from './acceptance.ts';
import type { Control } from './control.ts';
import type { Holders } from './duties.ts';
import type { Person } from './person.ts';
import type { Policy } from './policy.ts';
import type { Complaints, Proposal } from './proposal.ts';
import type { Row } from './workflow-table.ts';

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
  /** With renew: the three answers, and how much risk is left now. */
  readonly answers?: Answers;
  readonly residualRisk?: string;
  readonly comment?: string;
  /** With renew: made when the card was, so that a second delivery finds what the first became. */
  readonly draftId?: string;
}

/** What whoever renews answers: what changed in the residual risk, which mitigations exist, whether the reasons hold. */
export type Answers = Pick<Acceptance, 'riskChange' | 'mitigationsNow' | 'reasonsHold'>;

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
  /** Nothing but comments came since the revision that was seen: a card with it is not out of date. */
  readonly onlyComments: boolean;
  /** In force, and Secure Score was last seen to say something else. */
  readonly drifted: boolean;
  /** How often in a row the daily data said so of the control, and whether they are new enough to act on. */
  readonly daily: Daily;
  /** The instant since which it has waited for whoever must act; undefined when it waits for nobody. */
  readonly waitsSince: string | undefined;
}

/** What the daily readings of a control came to. */
export interface Daily {
  /** No older than 48 hours. */
  readonly fresh: boolean;
  /** Days in a row on which it had all points and no status of anybody's. */
  readonly completedDays: number;
  /** Days in a row on which Microsoft had retired it, or no longer had it. */
  readonly goneDays: number;
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
