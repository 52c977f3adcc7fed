import { plusDays } from './calendar.ts';
import type { Compared } from './comparison.ts';
import type { Acceptance } from './acceptance.ts';
import { agrees, controlKey, wantedStates } from './control.ts';
import type { StatusUpdate } from './history.ts';
import { acceptanceBehind } from './ours.ts';
import { isMovedBy, type Moved, type Turn, turnsByKey } from './status-turns.ts';

/** A change that somebody's status explains: a decision of ours stands behind it, or a person. */
export interface Explanation {
  readonly cause: 'ours' | 'status';
  readonly update: StatusUpdate;
  readonly acceptanceId?: string;
}

/** How the points of a control moved, and when. */
export interface Movement extends Moved {
  readonly key: string;
  /** The first day on which it shows, and the day since which it stands as at the end. */
  readonly since: string;
  readonly arrived: string;
  /** The last day on which it is known to have stood as before, where that is not the one before `since`. */
  readonly known?: string;
}

export interface Explainer {
  /** The status that the control had when its points moved, where they moved as that status has them. */
  moved(movement: Movement): Explanation | undefined;
  /** The status that the control was given between the two days, where it had another before. */
  given(key: string): Explanation | undefined;
}

/** Points follow a status a week later at the latest: so many days. */
export const LATENCY_DAYS = 7;

/** Knows what the status updates around two days explain. */
export function explainer({ from, to, courses, updates, acceptances }: Compared): Explainer {
  const inTime = updates.filter((one) => dayIn(one) <= to.day);
  if (inTime.length === 0) return { moved: () => undefined, given: () => undefined };
  const turns = turnsByKey(inTime);
  const ours = Map.groupBy(acceptances, ({ controlId }) => controlKey(controlId));
  const explained = (key: string, { update }: Turn, movement?: Moved): Explanation => {
    const ofControl = ours.get(key) ?? [];
    // The end of a risk acceptance gives points back: what falls after it fell for another reason.
    const able =
      movement && isReturnThatFalls(update, movement) ? ofControl.filter(raises) : ofControl;
    const behind = acceptanceBehind(update, able);
    return behind
      ? { cause: 'ours', update, acceptanceId: behind.id }
      : { cause: 'status', update };
  };
  const days = [from.day, ...courses.flatMap(({ rows }) => rows.map(({ day }) => day))];
  return {
    moved(movement) {
      const { key, since, arrived } = movement;
      const then = turns.get(key)?.findLast(({ update }) => dayIn(update) <= arrived);
      if (!then || !isMovedBy(movement, then)) return undefined;
      // Days may be missing: it may have moved on any of them since the one that is known.
      const known = movement.known ?? latest(days.filter((day) => day < since));
      const isRecent = plusDays(known, -LATENCY_DAYS) <= dayIn(then.update);
      return isRecent ? explained(key, then, movement) : undefined;
    },
    given(key) {
      const all = turns.get(key) ?? [];
      const last = all.at(-1);
      if (!last) return undefined;
      const before = all.findLast(({ update }) => dayIn(update) <= from.day);
      const was = before ? before.is : all[0]?.was;
      return was === last.is ? undefined : explained(key, last);
    },
  };
}

/** To address again, and fewer points than before. */
const isReturnThatFalls = ({ state }: StatusUpdate, { before, after }: Moved): boolean =>
  agrees(state, wantedStates(undefined)) && (after.points ?? 0) < (before.points ?? 0);

const raises = ({ treatment }: Acceptance): boolean => treatment !== 'riskAccepted';

const dayIn = ({ at }: StatusUpdate): string => at.slice(0, 10);

const latest = (days: readonly string[]): string =>
  days.reduce((one, other) => (one < other ? other : one), '');
