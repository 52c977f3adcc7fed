import type { Unit } from './span.ts';

/**
 * A span of time as somebody said it, before it is known what today is and how new the data are.
 * `on`, `since`, `between`: the words of a date, to be read against the calendar.
 */
export type PeriodWords =
  | { readonly kind: 'today' | 'yesterday' }
  | { readonly kind: 'this' | 'last'; readonly unit: Unit }
  | { readonly kind: 'days'; readonly count: number }
  | { readonly kind: 'on' | 'since'; readonly words: string }
  | { readonly kind: 'between'; readonly from: string; readonly to: string };

/** Days, both included, and what the span is called: `this week`, `since 1 Nov 2026`. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly name: string;
}

/** `future`: it has not begun. `impossible`: the calendar has no such day, or it ends before it begins. */
export type PeriodAnswer =
  | { readonly ok: true; readonly period: Period }
  | {
      readonly ok: false;
      readonly why: 'future' | 'impossible' | 'unread';
      readonly words: string;
    };

/** A part of Secure Score that a question is about: a category, or one of Microsoft's products. */
export interface Area {
  readonly by: 'category' | 'service';
  /** As Graph has it: `Identity`, `EXO`. */
  readonly values: readonly string[];
  /** As people call it: `Identity`, `Exchange`. */
  readonly name: string;
}

/** A question that the bot answers from its own record. */
export type Question =
  | {
      readonly ask: 'regressed' | 'improved' | 'new' | 'changed';
      readonly period: PeriodWords;
      readonly area?: Area;
    }
  | { readonly ask: 'score' }
  | { readonly ask: 'trend'; readonly period: PeriodWords }
  | { readonly ask: 'undecided'; readonly area?: Area }
  /** What was accepted in a period. */
  | { readonly ask: 'accepted'; readonly period: PeriodWords }
  /** Who approved what in which role: in a period, or what holds now; only as a deputy, where that is asked. */
  | { readonly ask: 'acceptedBy'; readonly period?: PeriodWords; readonly asDeputy?: true }
  /** Acceptances whose review date lies behind us. */
  | { readonly ask: 'overdue' }
  /** Acceptances whose review date comes: in so many days, or in the calendar's next week, month, quarter or year. */
  | { readonly ask: 'expiring'; readonly days: number }
  | { readonly ask: 'expiring'; readonly next: Unit }
  /** By the end of the calendar's present month, quarter or year. */
  | { readonly ask: 'expiring'; readonly current: Unit }
  /** Why a control was accepted: an id, or some of its words. */
  | { readonly ask: 'why'; readonly words: string }
  /** Who decided an acceptance: its id, or a control's words. */
  | { readonly ask: 'who'; readonly words: string }
  /** What waits for the person who asks. */
  | { readonly ask: 'mine' }
  /** Whose proposals wait for the person who asks. */
  | { readonly ask: 'waiting' };
