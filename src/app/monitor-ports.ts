import type { Alert } from '../domain/alert.ts';
import type { Effect } from '../domain/effect.ts';
import type { Course, DayTotals, Life, Snapshot, StatusUpdate } from '../domain/history.ts';
import type { Conversation, Posted } from './ports.ts';

/** The score's history, as rows of what changed. */
export interface HistoryStore {
  /** From a day to a day, both included, oldest first. */
  totals(from: string, to: string): Promise<readonly DayTotals[]>;
  /** The newest day on record that is not after this one. */
  dayAt(day: string): Promise<DayTotals | undefined>;
  oldestDay(): Promise<DayTotals | undefined>;
  /**
   * Puts days on record, in any order: one between two others, or one that is there already, changes that day
   * alone. Each day is one transaction. A day that was checked for alerts already, and differs now, is to be checked
   * again: the checked day goes back to the last one before it that was checked itself.
   */
  saveSnapshots(snapshots: readonly Snapshot[]): Promise<void>;
  /** Every control with a row after `from`, up to and including `to`. */
  courses(from: string, to: string): Promise<readonly Course[]>;
  /** Controls by key, with all of their rows. */
  lives(keys: readonly string[]): Promise<readonly Life[]>;
  /** As `lives`, of all others of the same title and category as one of these; of one without a title none. */
  namesakes(keys: readonly string[]): Promise<readonly Life[]>;
  /** After an instant, up to and including another; oldest first. */
  statusUpdates(after: string, until: string): Promise<readonly StatusUpdate[]>;
}

/** Somebody to see to something: a control (`control:<key>`), an acceptance (`RA-…`), an alert (`alert:<id>`). */
export interface Owner {
  readonly subject: string;
  readonly personId: string;
  readonly byId: string;
  readonly at: string;
}

/** A week's review, as posted. */
export interface ReviewRecord {
  /** `2026-W48` */
  readonly week: string;
  readonly postedAt: string;
  readonly doneAt: string | null;
  readonly doneById: string | null;
}

/** A card that stands in a conversation and is brought up to date there: an alert (`alert:<id>`), a review (`review:<week>`). */
export interface CardPost extends Posted {
  readonly subject: string;
  /** A digest of what it shows. */
  readonly shown: string;
}

export interface MonitorStore {
  alert(id: string): Promise<Alert | undefined>;
  /** Not cleared, the quiet ones included; oldest first. */
  openAlerts(): Promise<readonly Alert[]>;
  /** Those with a recommendation that left scope, cleared or not; oldest first. */
  leftAlerts(): Promise<readonly Alert[]>;
  /** The newest day of data for which alerts were looked for. */
  checkedDay(): Promise<string | undefined>;
  /** The first day of data for which that was ever done. */
  watchedSince(): Promise<string | undefined>;
  /**
   * What a check came to, with its effects, in one transaction. `after`: the checked day that it began with; false,
   * and nothing is kept, where that has moved meanwhile.
   */
  saveCheck(
    check: {
      readonly after: string | undefined;
      readonly day: string;
      readonly alerts: readonly Alert[];
    },
    effects: readonly Effect[],
  ): Promise<boolean>;
  /** Of these subjects, those that have an owner. */
  owners(subjects: readonly string[]): Promise<ReadonlyMap<string, Owner>>;
  /** All that they were made the owner of last, whether or not it is over; in the order of the subjects. */
  ownedBy(personId: string): Promise<readonly Owner[]>;
  review(week: string): Promise<ReviewRecord | undefined>;
  /** Keeps that a review was posted; what is there already stays. */
  saveReview(week: string, postedAt: string): Promise<void>;
  cardPosts(subject: string): Promise<readonly CardPost[]>;
  saveCardPost(post: CardPost, where: Conversation): Promise<void>;
  forgetCardPost(posted: Posted): Promise<void>;
}
