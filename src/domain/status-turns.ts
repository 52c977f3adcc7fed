import type { Stood } from './comparison.ts';
import { statusName } from './control.ts';
import type { StatusUpdate } from './history.ts';
import { isFull } from './standing.ts';

/** A control got another status than it had. */
export interface Turn {
  readonly update: StatusUpdate;
  /** As people read them, in lower case; undefined where what it was before is not known. */
  readonly was: string | undefined;
  readonly is: string;
}

/** The turns of each control by key, oldest first. An update that repeats what stands there is none. */
export function turnsByKey(updates: readonly StatusUpdate[]): ReadonlyMap<string, readonly Turn[]> {
  const turns = new Map<string, Turn[]>();
  const inOrder = updates.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  for (const update of inOrder) {
    const of = turns.get(update.key) ?? [];
    turns.set(update.key, of);
    const is = named(update.state);
    const was = of.length > 0 ? of.at(-1)?.is : before(is);
    if (was !== is) of.push({ update, was, is });
  }
  return turns;
}

const named = (state: string): string => statusName(state).toLowerCase();
const toAddress = named('Default');

/** Nobody gives an untouched control the status that it has: to address again, it had some other. */
const before = (is: string): string | undefined => (is === toAddress ? undefined : toAddress);

/** How a control stood before and after its points moved. */
export interface Moved {
  readonly before: Stood;
  readonly after: Stood;
}

/** Whether points that moved did so as the status has them: to none, to all, or away from what the one before gave. */
export function isMovedBy(moved: Moved, { was, is }: Turn): boolean {
  const now = gives(is);
  if (now !== 'earned') return isTo[now](moved);
  const gave: readonly Gives[] = was === undefined ? ['none', 'all'] : [gives(was)];
  return gave.some((one) => isFrom[one](moved));
}

type Gives = 'none' | 'all' | 'earned';

const isTo: Readonly<Record<'none' | 'all', (moved: Moved) => boolean>> = {
  none: ({ after }) => after.points === 0,
  all: ({ after }) => isFull(after),
};

const isFrom: Readonly<Record<Gives, (moved: Moved) => boolean>> = {
  none: ({ before }) => before.points === 0,
  all: ({ before }) => isFull(before),
  earned: () => false,
};

const given: ReadonlyMap<string, 'none' | 'all'> = new Map([
  [named('Ignored'), 'none'],
  [named('ThirdParty'), 'all'],
  [named('Reviewed'), 'all'],
]);

/** Any other status leaves a control what it earns. */
const gives = (status: string): Gives => given.get(status) ?? 'earned';
