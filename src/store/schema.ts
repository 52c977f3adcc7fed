import type { Kysely, Transaction } from 'kysely';
import type { Channel, Conversation, Post, SyncState } from '../app/ports.ts';
import type { Finding } from '../app/drift-ports.ts';
import type { CardPost, Owner, ReviewRecord } from '../app/monitor-ports.ts';
import type { Acceptance } from '../domain/acceptance.ts';
import type { Alert } from '../domain/alert.ts';
import type { Deputy } from '../domain/deputy.ts';
import type { ControlName, DayTotals, HistoryRow, StatusUpdate } from '../domain/history.ts';
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
  readonly controlDays: {
    readonly key: string;
    /** The day that was counted last. */
    readonly day: string;
    readonly completedDays: number;
    readonly goneDays: number;
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
  readonly scoreDay: DayTotals;
  readonly history: HistoryColumns;
  readonly controlName: ControlName;
  readonly statusUpdate: StatusUpdate;
  /** One row: who writes to what is watched locks it. */
  readonly watch: {
    readonly id: number;
    readonly checkedDay: string | null;
    readonly since: string | null;
  };
  /** The days that were looked at, as they stand, as the newest: what is compared with is one of them. */
  readonly checkedDay: { readonly day: string };
  readonly alert: AlertRow;
  readonly drift: DriftRow;
  /** One row, once Secure Score was looked at for drift. */
  readonly driftWatch: { readonly id: number; readonly since: string };
  readonly owner: Owner;
  readonly deputy: Deputy;
  readonly review: ReviewRecord;
  readonly cardPost: CardPost & Conversation;
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
  | 'reviewOn'
  | 'endedAt'
> {
  /** Lower case: id, title, category, control id and product. */
  readonly searched: string;
  /** 1: it was approved with a deputy's right. */
  readonly asDeputy: number;
  readonly pointsAtRisk: number;
  readonly controlKey: string;
  readonly draftId: string;
  /** The line that opened it: the order of the register. */
  readonly openedSeq: number;
  readonly body: string;
}

export type HistoryColumns = Omit<HistoryRow, 'stale'> & { readonly stale: number };

/** The whole alert as JSON, and beside it what is searched. */
export interface AlertRow extends Pick<Alert, 'id' | 'raisedAt' | 'clearedAt'> {
  /** 1: one of its recommendations left scope. */
  readonly left: number;
  readonly body: string;
}

/** What was found as JSON, and beside it what becomes of it. */
export interface DriftRow extends Pick<
  Finding,
  'id' | 'foundAt' | 'countsFrom' | 'endedAt' | 'endState' | 'revertSeq'
> {
  readonly controlKey: string;
  readonly isFirst: number;
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
