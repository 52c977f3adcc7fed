import type { Acceptance, Portfolio } from '../domain/acceptance.ts';
import type { AcceptanceView } from './acceptance-view.ts';
import type { Control, ControlUpdate, WritableState } from '../domain/control.ts';
import type { Effect } from '../domain/effect.ts';
import type { Grant, Person, Role } from '../domain/person.ts';
import type { Policy, PolicyVersion } from '../domain/policy.ts';
import type { Line, LineWithTexts } from '../domain/trail.ts';
import type { Change } from '../domain/workflow.ts';

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
  OutboxStore &
  PostStore &
  PeopleStore &
  PolicyStore;

/** `taken`: somebody was faster, or a rule of the record forbids it. */
export type Committed =
  | { readonly ok: true; readonly acceptance: Acceptance; readonly line: Line }
  | { readonly ok: false; readonly taken: 'revision' | 'undecided' | 'decided' };

export interface AcceptanceFilter {
  readonly states?: readonly Acceptance['state'][];
  /** Any spelling. */
  readonly controlId?: string;
  readonly proposerId?: string;
}

export interface AcceptanceStore {
  find(id: string): Promise<Acceptance | undefined>;
  /** Oldest first. */
  list(filter: AcceptanceFilter): Promise<readonly Acceptance[]>;
  /** The acceptance that binds a control now; of a renewal and its predecessor the later decision. */
  binding(controlId: string): Promise<Acceptance | undefined>;
  /** What is accepted now as a risk, one acceptance apart: how many, their points at risk, and how many of them High. */
  accepted(apartFrom: string): Promise<Portfolio>;
  /** The acceptance that a form with this draft id became. */
  byDraft(draftId: string): Promise<Acceptance | undefined>;
  /** Puts a step on record with its line and its effects, in one transaction. */
  commit(change: Change): Promise<Committed>;
  /** Puts a new acceptance on record; its number comes from a counter in the same transaction. */
  open(change: Change, year: number, draftId: string): Promise<Committed>;
  /** The lines of one acceptance, oldest first, with the texts that are still kept. */
  trail(id: string): Promise<readonly LineWithTexts[]>;
  line(seq: number): Promise<Line | undefined>;
  /** Lines from `after` on, at most `count`, in order: for verification. */
  lines(after: number, count: number): Promise<readonly LineWithTexts[]>;
  head(): Promise<{ readonly seq: number; readonly hash: string }>;
  /** A line that belongs to no acceptance, such as a change of policy. */
  note(line: {
    readonly at: string;
    readonly event: string;
    readonly by: Person;
    /** The right by which a person did it. */
    readonly grant?: Grant | undefined;
    /** Becomes the governance channel with the same line. */
    readonly channel?: Channel;
    readonly set: Readonly<Record<string, unknown>>;
    readonly policy: number;
    readonly effects: readonly Effect[];
  }): Promise<Line>;
}

/** The totals of the newest day that Graph has. Points. */
export interface ScoreNow {
  readonly day: string;
  readonly current: number;
  readonly max: number;
}

export interface ControlsRead {
  readonly controls: readonly Control[];
  /** Undefined in a tenant without data. */
  readonly score: ScoreNow | undefined;
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

export interface ControlStore {
  control(id: string): Promise<Control | undefined>;
  controls(): Promise<readonly Control[]>;
  /** Replaces what is known of all controls. `asOf`: when Graph was asked. */
  saveControls(read: ControlsRead, asOf: string): Promise<void>;
  /** When the controls were last read, and the totals of that reading. */
  controlsAsOf(): Promise<
    { readonly asOf: string; readonly score: ScoreNow | undefined } | undefined
  >;
  sync(controlId: string): Promise<SyncState>;
  saveSync(controlId: string, change: Partial<Omit<SyncState, 'controlId'>>): Promise<void>;
}

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

/**
 * What an effect came to. `again` is no failure: the world was asked and has not caught up; it says why,
 * and when to look again where that is known (milliseconds). `retryAfterMs` is what a service asked for.
 */
export type Progress =
  'done' | { readonly again: string; readonly afterMs?: number; readonly retryAfterMs?: number };

export interface OutboxStore {
  /** Asks for an effect outside of a step. What is armed already is armed once. */
  arm(effects: readonly Effect[], dueAt: Date): Promise<void>;
  /** As `arm`, but a thing that was ever asked for is left alone. */
  armOnce(effects: readonly Effect[], dueAt: Date): Promise<void>;
  /** Hands out one effect that is due, to one caller at a time; undefined when none is. */
  claim(now: Date): Promise<Task | undefined>;
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

export interface PeopleStore {
  /** Names as last seen, by object id; who was blanked or never seen is absent. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  savePeople(people: readonly Person[]): Promise<void>;
}

export interface PolicyStore {
  newestPolicy(): Promise<PolicyVersion | undefined>;
  policyVersions(): Promise<readonly PolicyVersion[]>;
  savePolicy(version: PolicyVersion, effects: readonly Effect[]): Promise<void>;
}

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
  /** What the control's newest update says now. */
  update(controlId: string): Promise<GraphAnswer<ControlUpdate>>;
  write(controlId: string, state: WritableState, comment: string): Promise<GraphAnswer<undefined>>;
}

/** `unreachable` is no answer within the time: nobody is authorised by it. */
export type DirectoryAnswer =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly why: 'stranger' | 'unreachable' };

export interface Directory {
  /** The person with their roles, asked now: 2 s at most, never from a cache. For acts. */
  person(id: string): Promise<DirectoryAnswer>;
  /** As `person`, at most 5 minutes old: for reading. */
  recent(id: string): Promise<DirectoryAnswer>;
  /** Who holds a role, at most 5 minutes old; sorted by name. Throws where Graph does not answer. */
  holders(role: Role): Promise<readonly Person[]>;
}

/** Cards leave the app as typed views; the adapter draws and posts them. */
export interface Messenger {
  /** Posts a new message to a person; undefined when they cannot be reached. */
  post(personId: string, message: Message): Promise<Posted | undefined>;
  /** Replaces a posted message; false when it is gone. */
  update(posted: Posted, message: Message): Promise<boolean>;
  /** Posts to the governance channel; false when there is none or it is closed to us. */
  postToChannel(message: Message, mention?: Person): Promise<boolean>;
  /** Whether a message would find the person, the roster of the team included. */
  reaches(personId: string): Promise<boolean>;
}

export interface Posted {
  readonly conversationId: string;
  readonly activityId: string;
}

export type Message =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'acceptance'; readonly view: AcceptanceView };

export interface Links {
  /** The permanent link to an acceptance: it opens the bot's chat, where the role is checked. */
  acceptance(id: string): string;
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
