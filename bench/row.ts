/** One line of the table. */
export interface Row {
  readonly what: string;
  /** Empty where the figure is printed for comparison only. */
  readonly target: string;
  readonly measured: string;
  /** Undefined where there is no target. */
  readonly ok?: boolean;
}

/** How much is measured. */
export interface Amount {
  readonly rounds: number;
  /** Timed pairs of a turn and an echo turn, a round. */
  readonly pairs: number;
  /** Approvals pressed without waiting for the work of the one before, a round. */
  readonly loaded: number;
  readonly starts: number;
  /** Memory is read after as many turns, and after twice as many. */
  readonly turns: number;
}

export const fullAmount: Amount = { rounds: 5, pairs: 300, loaded: 60, starts: 7, turns: 10_000 };
export const quickAmount: Amount = { rounds: 1, pairs: 60, loaded: 20, starts: 3, turns: 1_000 };

/** Tells whoever waits what is being done. */
export const progress = (text: string): void => void process.stderr.write(`${text}\n`);
