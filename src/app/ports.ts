import type { Acceptance, Portfolio } from '../domain/acceptance.ts';
import type { AcceptanceFilter } from './acceptance-filter.ts';
import type { Control } from '../domain/control.ts';
import type { DriftStore } from './drift-ports.ts';
import type { Effect } from '../domain/effect.ts';
import type { DayTotals, StatusUpdate } from '../domain/history.ts';
import type { Person } from '../domain/person.ts';
import type { Policy, PolicyVersion } from '../domain/policy.ts';
import type { Line, LineWithTexts } from '../domain/trail.ts';
import type { Change } from '../domain/workflow.ts';
import type { SecureScore } from './graph-ports.ts';
import type { OutboxStore } from './outbox-ports.ts';
import type { Message } from './message.ts';
import type { HistoryStore, MonitorStore } from './monitor-ports.ts';
import type { Note } from './note.ts';
import type { DeputyStore } from './deputy-ports.ts';
import type { Links } from './links.ts';
import type { Directory, PeopleStore } from './people-ports.ts';

export type { Message } from './message.ts';

/** What the use cases need of the world. Each is implemented once, in the folder that owns its SDK. */
export interface Ports {
  readonly store: Store;
  readonly secureScore: SecureScore;
  readonly directory: Directory;
  /** The directory as an earlier policy would ask it. */
  readonly directoryUnder: (policy: Policy) => Directory;
  readonly messenger: Messenger;
  readonly links: Links;
  readonly log: Log;
  readonly policy: Policy;
  /** The version of the policy on record, which each line of the trail names. */
  readonly policyVersion: number;
  /** The product's clock. */
  readonly now: () => Date;
  /** Asks the engine to look at the outbox now. */
  readonly wake: () => void;
}

export type Store = AcceptanceStore &
  ControlStore &
  DriftStore &
  HistoryStore &
  MonitorStore &
  OutboxStore &
  PostStore &
  PeopleStore &
  DeputyStore &
  PolicyStore;

/** `taken`: somebody was faster, a rule of the record forbids it, or a deputy is no deputy any more (`right`). */
export type Committed =
  | { readonly ok: true; readonly acceptance: Acceptance; readonly line: Line }
  | { readonly ok: false; readonly taken: 'revision' | 'undecided' | 'decided' | 'right' };

/** What is accepted as a risk, and of which controls for all of the tenant, by key. */
export interface Accepted extends Portfolio {
  readonly controlKeys: ReadonlySet<string>;
}

export interface AcceptanceStore {
  find(id: string): Promise<Acceptance | undefined>;
  /** Oldest first. */
  list(filter: AcceptanceFilter): Promise<readonly Acceptance[]>;
  /** As `list`, newest first, a page of it, and how many there are in all. */
  page(
    filter: AcceptanceFilter,
    page: { readonly offset: number; readonly count: number },
  ): Promise<{ readonly items: readonly Acceptance[]; readonly total: number }>;
  /** The controls, by key, of which there are acceptances in these states. */
  controlKeysOf(states: readonly Acceptance['state'][]): Promise<readonly string[]>;
  /** The acceptance that binds a control now; of a renewal and its predecessor the later decision. */
  binding(controlId: string): Promise<Acceptance | undefined>;
  /** What is accepted now as a risk, one acceptance apart: how many, their points at risk, and how many of them High. */
  accepted(apartFrom: string): Promise<Accepted>;
  /** The acceptance that a form with this draft id became. */
  byDraft(draftId: string): Promise<Acceptance | undefined>;
  /** Puts a step on record with its line and its effects, in one transaction. */
  commit(change: Change): Promise<Committed>;
  /** Puts a new acceptance on record; its number comes from a counter in the same transaction. */
  open(change: Change, year: number, draftId: string): Promise<Committed>;
  /** The lines of one acceptance, oldest first, with the texts that are still kept. */
  trail(id: string): Promise<readonly LineWithTexts[]>;
  line(seq: number): Promise<Line | undefined>;
  /** The hash of the newest line of each of these acceptances, by id. */
  lastHashes(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Lines from `after` on, at most `count`, in order: for verification. */
  lines(after: number, count: number): Promise<readonly LineWithTexts[]>;
  head(): Promise<{ readonly seq: number; readonly hash: string }>;
  /**
   * A line that belongs to no acceptance, such as a change of policy; undefined, and nothing is kept, where somebody
   * was faster with the same: closed the review, or made the same people owners since `ownersSeen`.
   */
  note(note: Note): Promise<Line | undefined>;
}

export interface ControlsRead {
  readonly controls: readonly Control[];
  /** The totals of the newest day that Graph has; undefined in a tenant without data. */
  readonly score: DayTotals | undefined;
  /** Every dated entry of every control's history in Secure Score. */
  readonly updates: readonly StatusUpdate[];
}

/** How a control stands between a decision of ours and Secure Score. */
export interface SyncState {
  readonly controlId: string;
  /** The trail line that asks for the state; 0 when nothing of ours ever did. */
  readonly askedSeq: number;
  readonly askedAt: string | null;
  /** When Graph last accepted a write of ours. */
  readonly writtenAt: string | null;
  /** The line for which that write was. */
  readonly writtenSeq: number;
  /** The line whose state Secure Score was last seen to show. */
  readonly agreedSeq: number;
  readonly seenState: string;
  readonly seenAt: string | null;
  /** Two make the control one to be set by hand. */
  readonly badRequests: number;
  /** What stands in the way, for the card: '', or a short key such as `forbidden`. */
  readonly trouble: Trouble;
}

export type Trouble =
  | ''
  | 'byHand'
  | 'changedByPerson'
  | 'forbidden'
  | 'unauthorized'
  | 'notFound'
  | 'badRequest'
  | 'throttled'
  | 'unavailable'
  | 'recordDoesNotVerify';

/** How a control stood on the day of a reading. */
export interface ControlDay {
  readonly key: string;
  /** All points, and no status of anybody's. */
  readonly completed: boolean;
  /** Retired by Microsoft, or no longer there. */
  readonly gone: boolean;
}

export interface ControlStore {
  control(id: string): Promise<Control | undefined>;
  controls(): Promise<readonly Control[]>;
  /** Replaces what is known of all controls, and keeps their names and status updates. `asOf`: when Graph was asked. */
  saveControls(read: ControlsRead, asOf: string): Promise<void>;
  /** When the controls were last read, and the totals of that reading. */
  controlsAsOf(): Promise<
    { readonly asOf: string; readonly score: DayTotals | undefined } | undefined
  >;
  sync(controlId: string): Promise<SyncState>;
  /** What was decided, ended or not, of the controls that Secure Score does not show as was asked; oldest first. */
  unseen(): Promise<readonly Acceptance[]>;
  /**
   * Counts the days in a row on which controls were complete or gone: each day once, whatever it is told again. Answers
   * those of which there is anything to count.
   */
  countDays(
    day: string,
    seen: readonly ControlDay[],
  ): Promise<ReadonlyMap<string, { readonly completedDays: number; readonly goneDays: number }>>;
  saveSync(controlId: string, change: Partial<Omit<SyncState, 'controlId'>>): Promise<void>;
}

/**
 * What an effect came to. `again` is no failure: the world was asked and has not caught up; it says why,
 * and when to look again where that is known (milliseconds). `retryAfterMs` is what a service asked for.
 */
export type Progress =
  'done' | { readonly again: string; readonly afterMs?: number; readonly retryAfterMs?: number };

/** A conversation that the bot may post to, as the Bot Connector knows it. */
export interface Conversation {
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly tenantId: string;
  /** The person's `29:` id, where known. */
  readonly userId: string;
}

/** A card that was posted: where it is, and a digest of what it shows. */
export interface Post {
  readonly acceptanceId: string;
  readonly personId: string;
  readonly conversationId: string;
  readonly activityId: string;
  readonly shown: string;
  /** The revision for which it was posted as a new message; 0 for a card that somebody asked for. */
  readonly askedRevision: number;
}

export interface Channel extends Conversation {
  readonly teamId: string;
  readonly name: string;
}

export interface PostStore {
  posts(acceptanceId: string, personId?: string): Promise<readonly Post[]>;
  savePost(post: Post): Promise<void>;
  forgetPost(posted: Posted): Promise<void>;
  conversation(personId: string): Promise<Conversation | undefined>;
  conversationById(conversationId: string): Promise<Conversation | undefined>;
  saveConversation(personId: string, conversation: Conversation): Promise<void>;
  /** Blocked or uninstalled: nothing can be sent until the person comes back. */
  forgetConversation(personId: string): Promise<void>;
  /** The governance channel. */
  channel(): Promise<Channel | undefined>;
  saveChannel(channel: Channel): Promise<void>;
  /** The teams that the bot is in, each with a channel to ask for its roster. */
  teams(): Promise<readonly Channel[]>;
  saveTeam(team: Channel): Promise<void>;
  forgetTeam(teamId: string): Promise<void>;
}

export interface PolicyStore {
  newestPolicy(): Promise<PolicyVersion | undefined>;
  policyVersions(): Promise<readonly PolicyVersion[]>;
  savePolicy(version: PolicyVersion, effects: readonly Effect[]): Promise<void>;
}

/** Cards leave the app as typed views; the adapter draws and posts them. */
export interface Messenger {
  /** Posts a new message to a person; undefined when they cannot be reached. */
  post(personId: string, message: Message): Promise<Posted | undefined>;
  /** Replaces a posted message; false when it is gone. */
  update(posted: Posted, message: Message): Promise<boolean>;
  /** Posts to the governance channel; undefined when there is none or it is closed to us. */
  postToChannel(message: Message, mention?: Person): Promise<Posted | undefined>;
  /** Whether a message would find the person, the roster of the team included. */
  reaches(personId: string): Promise<boolean>;
}

export interface Posted {
  readonly conversationId: string;
  readonly activityId: string;
}

export interface Log {
  info(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  warn(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  /** Logs the kind and place of an error, never its message: it may hold somebody's words. */
  fault(
    event: string,
    error: unknown,
    facts?: Readonly<Record<string, string | number | boolean>>,
  ): void;
}
