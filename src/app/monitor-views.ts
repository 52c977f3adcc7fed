import type { Alert } from '../domain/alert.ts';
import type { Comparison } from '../domain/comparison.ts';
import type { Trouble } from './ports.ts';

/** An alert as its card shows it. Titles, names and numbers only: it stands in a channel. */
export interface AlertView {
  readonly alert: Alert;
  /** The two days that raised it. */
  readonly comparison: Comparison;
  /** Titles of the controls it names, by key. */
  readonly titles: Readonly<Record<string, string>>;
  /** The newest percentage, and its day. */
  readonly now: { readonly day: string; readonly percent: number | null };
  readonly baseline: number | null;
  /** The name of whoever sees to it. */
  readonly owner: string | undefined;
  readonly zone: string;
  /** When Secure Score was last read. */
  readonly asOf: string;
}

/** Worst first. */
export const reviewKinds = [
  'fell',
  'notImplemented',
  'writeBack',
  'drift',
  'unmanaged',
  'overdue',
  'stuck',
  'due',
  'new',
  'low',
] as const;
export type ReviewKind = (typeof reviewKinds)[number];

/**
 * One line of the weekly review. `fell`: complete once, to address now. `notImplemented`: reported
 * as implemented seven days ago, and not at full score. `writeBack`: decided, and Secure Score does
 * not show it. `drift`: in force, and Secure Score shows otherwise. `unmanaged`: accepted in Secure Score, and
 * nothing in force says so. `overdue`, `due`: review date behind us, or within
 * 30 days. `stuck`: waits for somebody. `new`: a recommendation that came while we watched. `low`: decided by an IT
 * manager alone in this week.
 */
export interface ReviewLine {
  readonly kind: ReviewKind;
  /** Under which an owner is kept: `control:<key>` or the acceptance's id. */
  readonly subject: string;
  readonly title: string;
  readonly controlId: string;
  readonly acceptanceId: string | undefined;
  /** The day since which it is so. */
  readonly since: string;
  readonly reviewOn: string | undefined;
  /** Points at risk. */
  readonly points: number;
  readonly waitsFor: readonly string[];
  readonly trouble: Trouble;
  readonly owner: string | undefined;
}

/** The weekly review as its card shows it. Ids, titles, states, dates and names only. */
export interface ReviewView {
  readonly week: string;
  /** The first day of the week, `yyyy-mm-dd`. */
  readonly monday: string;
  /** All of them, worst first; the card shows ten. */
  readonly lines: readonly ReviewLine[];
  /** It stands in the governance channel: only that can be closed. */
  readonly posted: boolean;
  readonly done: { readonly by: string; readonly at: string } | undefined;
  /** The score now and seven days before; undefined without data. */
  readonly comparison: Comparison | undefined;
  readonly head: { readonly seq: number; readonly hash: string };
  readonly zone: string;
  readonly asOf: string;
}
