import type { Effect } from '../domain/effect.ts';

export interface Task {
  readonly key: string;
  /** How often it was claimed since it was last armed. */
  readonly attempts: number;
  readonly effect: Effect;
  /** The claim under which alone it may be finished or put off. */
  readonly claim: string;
  /** Grows when the thing is asked for again; such a task is not finished, it starts anew. */
  readonly generation: number;
}

export interface OutboxStore {
  /** Asks for an effect outside of a step. What is armed already is armed once. */
  arm(effects: readonly Effect[], dueAt: Date): Promise<void>;
  /** As `arm`, but a thing that was ever asked for is left alone. */
  armOnce(effects: readonly Effect[], dueAt: Date): Promise<void>;
  /** Hands out one effect that is due, to one caller at a time; undefined when none is. */
  claim(now: Date): Promise<Task | undefined>;
  /** Holds the claim for as long again: for work that takes its time. */
  keep(task: Task): Promise<void>;
  finish(task: Task): Promise<void>;
  postpone(task: Task, until: Date, reason: string): Promise<void>;
  /** When the next effect is due, on the product's clock. */
  nextDue(): Promise<Date | undefined>;
  /** Makes due whatever waits for this person to be reachable. */
  rearmPerson(personId: string, now: Date): Promise<void>;
  /** Effects not done, with their last error: for the operator and for cards. */
  pending(
    key: string,
  ): Promise<{ readonly attempts: number; readonly lastError: string } | undefined>;
}
