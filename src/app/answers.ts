import type { Acceptance } from '../domain/acceptance.ts';
import type { CameBack } from '../domain/came-back.ts';
import type { ChangedControl, Comparison } from '../domain/comparison.ts';
import type { Control } from '../domain/control.ts';
import type { Role } from '../domain/person.ts';
import type { DayTotals } from '../domain/history.ts';
import type { Area, Period } from '../domain/question.ts';
import type { ScoreSplit } from '../domain/score.ts';

/** How old the facts of an answer are. */
export interface Age {
  /** The newest day of Secure Score's data; undefined without any. */
  readonly day: string | undefined;
  /** When Graph was last read; empty: never. */
  readonly asOf: string;
  readonly zone: string;
}

/** What a question came to: data, which the cards put into words. */
export type Answer = { readonly age: Age } & Finding;

/** An answer without the age of its facts. */
export type Finding =
  | ChangesAnswer
  | ScoreAnswer
  | TrendAnswer
  | UndecidedAnswer
  | AcceptancesAnswer
  | AcceptedByAnswer
  | WhyAnswer
  | WaitingAnswer
  | NoAnswer;

/** What regressed, improved, is new, or changed at all in a period. */
export interface ChangesAnswer {
  readonly is: 'regressed' | 'improved' | 'new' | 'changed';
  readonly period: Period;
  readonly area: Area | undefined;
  readonly comparison: Comparison;
  /** Those that were asked for, the largest first. */
  readonly changes: readonly ChangedControl[];
  /** Asked what regressed: what fell in between and was back at the end. */
  readonly cameBack: readonly CameBack[];
  /** No data is as old as the period: it is compared with the oldest there is. */
  readonly shortened: boolean;
}

export interface ScoreAnswer {
  readonly is: 'score';
  readonly totals: DayTotals;
  readonly split: ScoreSplit;
  /** What of the accepted points somebody accepted in Secure Score, without an acceptance of ours. */
  readonly portalAccepted: number;
  /** Acceptances that count as accepted. */
  readonly acceptedCount: number;
  readonly baseline: number | null;
  readonly target: readonly [number, number];
  /** Percent that stays reachable with what is accepted. */
  readonly achievable: number | null;
  /** Against seven days before; undefined where there is no such day. */
  readonly week: Comparison | undefined;
  /** The last 90 days, oldest first. */
  readonly days: readonly DayTotals[];
}

export interface TrendAnswer {
  readonly is: 'trend';
  readonly period: Period;
  readonly days: readonly DayTotals[];
  readonly baseline: number | null;
}

/** To address, without plan, owner or acceptance; the oldest first. */
export interface UndecidedAnswer {
  readonly is: 'undecided';
  readonly area: Area | undefined;
  readonly items: readonly { readonly control: Control; readonly since: string }[];
  /** Points at risk of all of them. */
  readonly points: number;
}

/** Acceptances of a kind; ids, titles, states, dates and names only. */
export interface AcceptancesAnswer {
  readonly is: 'accepted' | 'overdue' | 'expiring';
  /** Of `accepted`: in which they were decided. Of `expiring`: in which they fall due, where it is no count of days. */
  readonly period: Period | undefined;
  /** Of `expiring`: how many days ahead, where it is. */
  readonly days: number | undefined;
  readonly items: readonly Acceptance[];
  readonly names: Readonly<Record<string, string>>;
  readonly today: string;
}

/** Who approved what in which role; ids, titles, states, dates and names only. */
export interface AcceptedByAnswer {
  readonly is: 'acceptedBy';
  /** In which it was approved; undefined: what holds now, or as a deputy whenever it was. */
  readonly period: Period | undefined;
  readonly asDeputy: boolean;
  /** The newest decision first. */
  readonly items: readonly Acceptance[];
  readonly names: Readonly<Record<string, string>>;
  readonly today: string;
}

/** A step of an acceptance, without a word of what was written. */
export interface TakenStep {
  readonly event: string;
  readonly byId: string;
  readonly role: Role | null;
  readonly at: string;
}

/** One acceptance, asked for by its control or its id; or what to choose from, where the words mean several controls. */
export interface WhyAnswer {
  readonly is: 'why' | 'who';
  /** As typed. */
  readonly words: string;
  /**
   * Of one control: what holds it, then what is undecided, then what ended, newest first. Of several: the foremost
   * of each, in that order. Empty where none fits.
   */
  readonly items: readonly Acceptance[];
  /** The recommendation that the words meant, where it is one and has no acceptance. */
  readonly control: Control | undefined;
  readonly names: Readonly<Record<string, string>>;
  /** What was done with the first of them, and by whom; oldest first. */
  readonly steps: readonly TakenStep[];
  /** Whether the register's texts may be shown where it was asked. */
  readonly texts: boolean;
  readonly today: string;
}

/** Whose proposals wait for the person who asks. */
export interface WaitingAnswer {
  readonly is: 'waiting';
  readonly items: readonly Acceptance[];
  readonly names: Readonly<Record<string, string>>;
}

export type NoAnswer =
  | {
      readonly is: 'noData';
      /** The oldest day on record, where the question is about days before it; absent without any data. */
      readonly since?: string;
    }
  | {
      readonly is: 'badPeriod';
      readonly why: 'future' | 'impossible' | 'unread';
      readonly words: string;
      readonly today: string;
    };
