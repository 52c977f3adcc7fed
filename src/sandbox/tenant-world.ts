import { z } from 'zod';
import type { Shelf } from '../app/shelf.ts';
import { controlKey, statusName } from '../domain/control.ts';
import type { PortalControl } from './api.ts';
import { catalogue, factOf, type Fact } from './catalogue.ts';
import { createHistory } from './tenant-history.ts';
import type { Standing } from './tenant-story.ts';
import { openUpdates, type Update, type Updates } from './tenant-updates.ts';

/** A control on a day, in scope: what Microsoft measures, and the points that its status leaves. */
export interface Measure {
  readonly fact: Fact;
  readonly standing: Standing;
  readonly points: number;
  /** How many days ago it was measured. */
  readonly age: number;
}

export interface Day {
  /** Days since 1970-01-01, UTC. */
  readonly day: number;
  readonly measures: readonly Measure[];
  /** Secure Score points. */
  readonly current: number;
  readonly max: number;
}

/** The tenant as it is on any day: a function of the epoch, the day and the updates, and of nothing else. */
export interface World {
  readonly updates: Updates;
  /** The newest day that has a score: today from 06:00 UTC on, yesterday before. */
  readonly newestDay: (now: Date) => number;
  readonly day: (day: number) => Day;
  /** What Microsoft measures at that moment, whatever the status. */
  readonly standing: (fact: Fact, now: Date) => Standing;
  /** Must be called when an update was added. */
  readonly changed: () => void;
}

export const DAY_MS = 86_400_000;
const SCORE_READY_MS = DAY_MS / 4;
/** As many days as Microsoft keeps, and a few for a clock that moves meanwhile. */
const DAYS_KEPT = 100;

const round = (points: number): number => Math.round(points * 100) / 100;

/** The state in force: what the newest update says. */
export const stateOf = (updates: readonly Update[]): string => updates.at(-1)?.state ?? 'Default';

const earns: Readonly<Record<string, (standing: Standing) => number>> = {
  Ignored: () => 0,
  ThirdParty: ({ maxScore }) => maxScore,
  Reviewed: ({ maxScore }) => maxScore,
};

const detected = ({ part, maxScore }: Standing): number => round(part * maxScore);

/** When the tenant was first seen: told by the shelf, or now, and then kept. */
async function epochOf(shelf: Shelf, now: Date): Promise<number> {
  const kept = await shelf.get('tenant', 'epoch');
  if (kept !== undefined && kept !== null) {
    return Math.floor(Date.parse(z.object({ at: z.string() }).parse(kept).at) / DAY_MS);
  }
  await shelf.put('tenant', 'epoch', { at: now.toISOString() });
  return Math.floor(now.getTime() / DAY_MS);
}

/** Opens the tenant that the shelf holds, or a new one whose epoch is now. */
export async function openWorld(shelf: Shelf, now: Date): Promise<World> {
  const epoch = await epochOf(shelf, now);
  const updates = await openUpdates(shelf);
  const history = createHistory();
  const days = new Map<number, Day>();

  const measure = (fact: Fact, day: number): Measure => {
    const standing = history.standing(fact, day - epoch);
    const before = updates.of(fact.id).filter((update) => Date.parse(update.at) < day * DAY_MS);
    const points = (earns[stateOf(before)] ?? detected)(standing);
    const age = standing.measuredOn === null ? 0 : day - epoch - standing.measuredOn;
    return { fact, standing, points, age };
  };
  const compute = (day: number): Day => {
    const measures = catalogue
      .map((fact) => measure(fact, day))
      .filter(({ standing }) => standing.measured);
    const current = round(measures.reduce((sum, { points }) => sum + points, 0));
    return { day, measures, current, max: round(maximum(measures)) };
  };

  return {
    updates,
    newestDay: (at) => Math.floor((at.getTime() - SCORE_READY_MS) / DAY_MS),
    day: (day) => {
      const known = days.get(day) ?? compute(day);
      if (days.size >= DAYS_KEPT && !days.has(day)) days.clear();
      days.set(day, known);
      return known;
    },
    standing: (fact, at) => history.standing(fact, Math.floor(at.getTime() / DAY_MS) - epoch),
    changed: () => {
      days.clear();
    },
  };
}

const maximum = (measures: readonly Measure[]): number =>
  measures.reduce((sum, { standing }) => sum + standing.maxScore, 0);

/** What Microsoft's portal shows of a control; undefined where there is no such control. */
export function portalControl(world: World, id: string, now: Date): PortalControl | undefined {
  const fact = factOf(id);
  if (fact === undefined) return undefined;
  const updates = world.updates.of(id);
  const key = controlKey(id);
  const today = world
    .day(world.newestDay(now))
    .measures.find((one) => controlKey(one.fact.id) === key);
  const { maxScore } = world.standing(fact, now);
  const score = today?.points ?? 0;
  const state = stateOf(updates);
  return {
    id: fact.id,
    title: fact.title,
    category: fact.category,
    status: state === 'Default' && score >= maxScore ? 'Completed' : statusName(state),
    score,
    maxScore,
    history: updates
      .map(({ at, by, state: was, comment }) => ({ at, by, state: was, comment }))
      .reverse(),
  };
}
