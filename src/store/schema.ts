import type { Kysely, Transaction } from 'kysely';
import type { Channel, Conversation, Post, SyncState } from '../app/ports.ts';
import type { Acceptance } from '../domain/acceptance.ts';
import type { Line, LineText } from '../domain/trail.ts';

/**
 * Said in the words that both engines know: text, int, double precision. An instant is ISO-8601 text,
 * which sorts as time does; a list or an object is JSON text.
 */
export interface Tables {
  readonly meta: { readonly key: string; readonly value: string };
  readonly head: { readonly id: number; readonly seq: number; readonly hash: string };
  readonly counter: { readonly year: number; readonly count: number };
  readonly acceptance: AcceptanceRow;
  readonly trail: Omit<Line, 'set'> & { readonly setFields: string };
  readonly trailText: LineText & { readonly seq: number };
  readonly control: { readonly key: string; readonly body: string };
  readonly controlReading: {
    readonly id: number;
    readonly asOf: string;
    readonly score: string | null;
  };
  readonly controlSync: Omit<SyncState, 'controlId'> & { readonly controlKey: string };
  readonly outbox: OutboxRow;
  readonly post: Post;
  readonly conversation: Conversation & { readonly personId: string };
  readonly channel: Channel & { readonly id: number };
  readonly team: Channel;
  readonly person: { readonly id: string; readonly name: string; readonly upn: string };
  readonly policy: {
    readonly version: number;
    readonly at: string;
    readonly deployedAt: string;
    readonly body: string;
  };
  readonly sandbox: { readonly kind: string; readonly id: string; readonly body: string };
}

/** The whole acceptance as JSON, and beside it what is searched. */
export interface AcceptanceRow extends Pick<
  Acceptance,
  | 'id'
  | 'revision'
  | 'state'
  | 'scope'
  | 'proposerId'
  | 'previous'
  | 'decidedAt'
  | 'treatment'
  | 'residualRisk'
> {
  readonly pointsAtRisk: number;
  readonly controlKey: string;
  readonly draftId: string;
  /** The line that opened it: the order of the register. */
  readonly openedSeq: number;
  readonly body: string;
}

export interface OutboxRow {
  readonly key: string;
  readonly effect: string;
  /** Who must be reachable for it. */
  readonly personId: string | null;
  /** On the product's clock. */
  readonly dueAt: string;
  readonly attempts: number;
  readonly generation: number;
  readonly claim: string | null;
  /** On the real clock. */
  readonly leaseUntil: string | null;
  /** On the real clock. */
  readonly doneAt: string | null;
  readonly lastError: string;
}

export type Database = Kysely<Tables>;
export type Tx = Transaction<Tables>;
