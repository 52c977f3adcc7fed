import type { Deputy } from '../domain/deputy.ts';
import type { Effect } from '../domain/effect.ts';
import type { Grant, Person } from '../domain/person.ts';
import type { Line } from '../domain/trail.ts';

/** Who names or ends a deputy, by which right, and what follows from it. */
export interface DeputyStep {
  readonly by: Person;
  readonly grant: Grant | undefined;
  readonly policy: number;
  readonly effects: readonly Effect[];
}

export interface DeputyStore {
  deputy(id: string): Promise<Deputy | undefined>;
  /** All that there ever were; by their first day. */
  deputies(): Promise<readonly Deputy[]>;
  /** Those that were not ended and whose last day is not before this one; by their first day. */
  deputiesFrom(day: string): Promise<readonly Deputy[]>;
  /** Of those the ones that are somebody's on a day: for whom this person may act. */
  deputiesOf(personId: string, day: string): Promise<readonly Deputy[]>;
  /** Every line by which a deputy was named or ended, in order. */
  deputyLines(): Promise<readonly Line[]>;
  /**
   * Names a deputy, or ends one that has an end now, with its line in one transaction. Undefined, and nothing is kept,
   * where that was done already, or where the same person is named for the same role on some of the days.
   */
  keepDeputy(deputy: Deputy, step: DeputyStep): Promise<Line | undefined>;
}
