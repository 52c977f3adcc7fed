import type { Acceptance } from './acceptance.ts';
import type { CameBack } from './came-back.ts';
import type { ControlName, Course, DayTotals, StatusUpdate } from './history.ts';

/**
 * Why a control's points differ between two days.
 * `fell`, `rose`: the tenant changed. `entered`, `left`: Microsoft measures it now, or no longer; what comes back
 * with fewer points than it last had enters with those, and fell. `renamed`: one left and another of the same title
 * came, which may have fallen as well. `maximum`: Microsoft changed what it is worth. `status`: a person gave it
 * another status. `ours`: a decision of ours, or the end of one. `stale`: the measurement is too old to say.
 */
export const causes = [
  'fell',
  'status',
  'ours',
  'left',
  'maximum',
  'entered',
  'renamed',
  'stale',
  'rose',
] as const;
export type Cause = (typeof causes)[number];

/** How a control stood. Points; null: not in scope. */
export interface Stood {
  readonly points: number | null;
  readonly maxScore: number;
}

/** One control that differs, and why. A control may appear twice, for two causes. */
export interface ChangedControl {
  readonly control: ControlName;
  readonly cause: Cause;
  readonly before: Stood;
  readonly after: Stood;
  /** What this cause adds to the points earned. */
  readonly points: number;
  /** What this cause adds to the percentage, in percentage points; null where there is none. */
  readonly percent: number | null;
  /** It had all of its points before. */
  readonly wasComplete: boolean;
  /** The first day, of those compared, on which it shows. */
  readonly since: string;
  readonly measuredOn: string | null;
  /** The status that a person, or the bot, gave it. */
  readonly update?: StatusUpdate;
  /** The acceptance that explains it. */
  readonly acceptanceId?: string;
  /** Of a renamed control: what it was called. */
  readonly formerly?: string;
  /** Of one that came back, or under another name: how it last stood. */
  readonly last?: Stood;
}

/** What one cause, over all controls, adds. `other`: what the totals hold beyond the controls. */
export interface Part {
  readonly cause: Cause | 'other';
  readonly count: number;
  readonly points: number;
  readonly percent: number | null;
}

/** Two days of Secure Score side by side. The parts add up to the whole, in points and in percent. */
export interface Comparison {
  readonly from: DayTotals;
  readonly to: DayTotals;
  /** Those with the largest loss first. */
  readonly changes: readonly ChangedControl[];
  readonly points: number;
  /** Percentage points; null where one of the days has a maximum of 0. */
  readonly percent: number | null;
  /** Those that are not zero, in the order of `causes`, `other` last. */
  readonly parts: readonly Part[];
  /** What fell in between and is no change: on both days it has the same. */
  readonly cameBack: readonly CameBack[];
}

/** All that two days are compared by. */
export interface Compared {
  readonly from: DayTotals;
  readonly to: DayTotals;
  readonly courses: readonly Course[];
  /** Status updates up to the end of the later day, and from a week before the earlier one on. */
  readonly updates: readonly StatusUpdate[];
  /** All acceptances of the controls concerned. */
  readonly acceptances: readonly Acceptance[];
}
