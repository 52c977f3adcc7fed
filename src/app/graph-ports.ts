import type { ControlUpdate, WritableState } from '../domain/control.ts';
import type { Snapshot } from '../domain/history.ts';
import type { ControlsRead, Trouble } from './ports.ts';

/** An expected failure of Graph. A thrown error is a fault of ours. */
export interface GraphFault {
  readonly ok: false;
  readonly trouble: Exclude<Trouble, '' | 'byHand' | 'changedByPerson' | 'recordDoesNotVerify'>;
  /** As Graph's Retry-After asks, in milliseconds. */
  readonly retryAfterMs?: number;
}

export type GraphAnswer<Value> = { readonly ok: true; readonly value: Value } | GraphFault;

export interface SecureScore {
  /** All profiles and the newest score, all pages, joined. */
  read(): Promise<GraphAnswer<ControlsRead>>;
  /**
   * The days that Graph holds, newest first, back to and including `since`; all of them, some 90, without it.
   * `maxima`: what controls are worth now, by key, for days that do not tell.
   */
  days(
    since: string | undefined,
    maxima: ReadonlyMap<string, number>,
  ): Promise<GraphAnswer<readonly Snapshot[]>>;
  /** What the control's newest update says now. */
  update(controlId: string): Promise<GraphAnswer<ControlUpdate>>;
  write(controlId: string, state: WritableState, comment: string): Promise<GraphAnswer<undefined>>;
}
