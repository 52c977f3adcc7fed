/**
 * Why a cause is over. `complete`: all points are there again. `level`: the score is back at where it was, or at the
 * baseline. `points`: all that fell have their points back, the score apart. `accepted`: decisions of ours explain
 * what is still missing. `left`: Microsoft no longer measures it. `policy`: the baseline is another, or gone.
 */
export type Ending = 'complete' | 'level' | 'points' | 'accepted' | 'left' | 'policy';

interface Course {
  /** The day on which it was seen to be over. */
  readonly clearedOn: string | null;
  /** Not there while it is open. */
  readonly how?: Ending;
  /** Of an accepted recommendation: by which acceptance. */
  readonly acceptanceId?: string;
}

/** What an alert is about. Once it is open, it is not raised again. */
export type AlertCause = Course &
  (
    | {
        /** A control of High risk reduction that was complete is no longer. */
        readonly kind: 'control';
        readonly key: string;
        /** Points before. */
        readonly points: number;
      }
    | {
        /** The score fell by more than the threshold. */
        readonly kind: 'drop';
        /** Percent before. */
        readonly percent: number;
        /** The controls that fell, by key, with their points before. */
        readonly fell: Readonly<Record<string, number>>;
        /** With the points that they fell to; what falls further is another fall. */
        readonly low?: Readonly<Record<string, number>>;
        /** Percentage points that they lost together; where it is not there, nothing is known of it. */
        readonly lost?: number;
      }
    | {
        /** The score is more than the threshold under the baseline; it has recovered when it is back at the baseline. */
        readonly kind: 'baseline';
        /** Percent. */
        readonly baseline: number;
      }
  );

/** One card in the governance channel. */
export interface Alert {
  /** The day of the data that raised it; with `-2`, `-3` … where that day raised others. */
  readonly id: string;
  readonly raisedAt: string;
  /** The days that were compared. */
  readonly from: string;
  readonly to: string;
  readonly causes: readonly AlertCause[];
  /** Explained by our own decisions: remembered, never shown. */
  readonly quiet: boolean;
  /** Set when every cause has recovered. */
  readonly clearedAt: string | null;
}
