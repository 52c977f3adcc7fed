import type { Effect } from '../domain/effect.ts';
import type { Grant, Person } from '../domain/person.ts';
import type { Owner } from './monitor-ports.ts';
import type { Channel } from './ports.ts';

/** A line of the trail that belongs to no acceptance, and what becomes so by it. */
export interface Note {
  readonly at: string;
  readonly event: string;
  readonly by: Person;
  /** The right by which a person did it. */
  readonly grant?: Grant | undefined;
  /** Becomes the governance channel with the same line. */
  readonly channel?: Channel;
  /** Become owners with the same line; one a subject, the newest. */
  readonly owners?: readonly Owner[];
  /** Who was the owner of each subject when it was looked at. */
  readonly ownersSeen?: ReadonlyMap<string, Owner>;
  /** The week whose review is done with the same line. */
  readonly reviewDone?: string;
  readonly set: Readonly<Record<string, unknown>>;
  /** Fields of it that are somebody's words: kept as salted digests, the words beside the line. */
  readonly words?: Readonly<Record<string, string>>;
  readonly policy: number;
  readonly effects: readonly Effect[];
}
