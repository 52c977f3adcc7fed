/** The totals of a day, as Secure Score gives them. Points. */
export interface DayTotals {
  /** `yyyy-mm-dd`, as Secure Score dates it (UTC). */
  readonly day: string;
  readonly current: number;
  readonly max: number;
}

/** A control in scope, as one day's snapshot has it. Points. */
export interface Measurement {
  /** Microsoft's spelling of that day. */
  readonly id: string;
  readonly points: number;
  readonly maxScore: number;
  /** The day on which Microsoft last measured it; null where it does not say. */
  readonly measuredOn: string | null;
}

/** A day as Secure Score has it: the totals, and every control in scope. */
export interface Snapshot extends DayTotals {
  readonly measurements: readonly Measurement[];
}

/**
 * How a control stands from a day on, until its next row. History is kept as one row of totals a day and one of
 * these per control that differs from the day before; never as whole snapshots.
 */
export interface HistoryRow {
  /** `controlKey` of its id. */
  readonly key: string;
  readonly day: string;
  /** Null: not in scope. */
  readonly points: number | null;
  /** 0 where it is not in scope. */
  readonly maxScore: number;
  /** Told of a stale row alone: what is fresh is measured anew all the time. */
  readonly measuredOn: string | null;
  /** Microsoft measured it more than `STALE_DAYS` before the day: shown, and called no regression. */
  readonly stale: boolean;
}

/** What a control is called: kept for those, too, that Secure Score no longer has. */
export interface ControlName {
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly service: string;
}

/** An entry of a control's history in Secure Score: somebody gave it a status. */
export interface StatusUpdate {
  readonly key: string;
  readonly at: string;
  /** As Graph spells it. */
  readonly state: string;
  readonly by: string;
  readonly comment: string;
}

/** A control that has rows in a span of days: how it stood before it, and its rows in it, oldest first. */
export interface Course {
  readonly control: ControlName;
  /** Its last row up to the first day of the span, which does not belong to it; undefined where it has none. */
  readonly before: HistoryRow | undefined;
  /**
   * The last of those rows with which it was in scope, measurements too old apart where there are others: what it
   * comes back with is held against it.
   */
  readonly confirmed: HistoryRow | undefined;
  readonly rows: readonly HistoryRow[];
  /** Of one that comes in and was never there: the one of the same name that had left, with its last such row. */
  readonly formerly?: { readonly control: ControlName; readonly confirmed: HistoryRow };
}

/** Everything that is kept of a control's measurements, oldest first. */
export interface Life {
  readonly control: ControlName;
  readonly rows: readonly HistoryRow[];
}

/** Days after which a measurement says little about the day: Entra's are weekly at most. */
export const STALE_DAYS = 7;
