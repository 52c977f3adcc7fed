import { openDatabase, sqlStore } from '../src/store/open.ts';
import { migrate } from '../src/store/migrate.ts';
import { controlKey } from '../src/domain/control.ts';
import type { Measurement, Snapshot } from '../src/domain/history.ts';
import type { ControlsRead } from '../src/app/ports.ts';
import { graphClient } from '../src/graph/client.ts';
import { secureScore } from '../src/graph/secure-score.ts';
import { chance } from '../src/sandbox/chance.ts';

export const DAY_MS = 86_400_000;
/** How many controls change from one day to the next: as many as in a busy tenant. */
const CHANGES_A_DAY = 3;
/** Days of a year are put on record in so many at a time. */
const BATCH = 50;

export interface Download {
  readonly read: ControlsRead;
  /** Newest first. */
  readonly days: readonly Snapshot[];
}

const log = { info: () => undefined, warn: () => undefined, fault: () => undefined };

/** Everything that a tenant has: its controls, and the days that Graph holds. */
export async function download(baseUrl: string): Promise<Download> {
  const graph = secureScore(graphClient({ baseUrl, log }), log);
  const read = await graph.read();
  if (!read.ok) throw new Error('The tenant does not answer.');
  const maxima = new Map(read.value.controls.map(({ id, maxScore }) => [controlKey(id), maxScore]));
  const days = await graph.days(undefined, maxima);
  if (!days.ok) throw new Error('The tenant has no days.');
  return { read: read.value, days: days.value };
}

/** The days that a tenant has, and before them days that lead up to them: so many in all, oldest first. */
export function* daysOf({ days }: Download, count: number): Generator<Snapshot> {
  const known = days.toReversed();
  const [oldest] = known;
  if (!oldest) throw new Error('The tenant has no days.');
  const made: Snapshot[] = [];
  let next = oldest;
  for (let left = count - known.length; left > 0; left -= 1) made.push((next = dayBefore(next)));
  yield* made.reverse();
  yield* known;
}

/** The same controls, a few of them otherwise, one day earlier. */
function dayBefore({ day, measurements }: Snapshot): Snapshot {
  const before = dateBefore(day);
  const others = new Set(
    Array.from({ length: CHANGES_A_DAY }, (_, at) =>
      Math.floor(chance(`${before} ${String(at)}`) * measurements.length),
    ),
  );
  const earlier = measurements.map((one, at): Measurement => ({
    ...one,
    points: others.has(at) ? otherPoints(one, before) : one.points,
    measuredOn: before,
  }));
  return snapshot(before, earlier);
}

const otherPoints = ({ id, points, maxScore }: Measurement, day: string): number =>
  points > 0 ? 0 : Math.round(maxScore * (0.5 + chance(`${id} ${day}`) / 2) * 100) / 100;

function snapshot(day: string, measurements: readonly Measurement[]): Snapshot {
  const sum = (of: 'points' | 'maxScore'): number =>
    Math.round(measurements.reduce((all, one) => all + one[of], 0) * 100) / 100;
  return { day, current: sum('points'), max: sum('maxScore'), measurements };
}

/** The day after, a few controls otherwise. */
export const dayAfter = (last: Snapshot): Snapshot => {
  const after = new Date(Date.parse(last.day) + DAY_MS).toISOString().slice(0, 10);
  return { ...dayBefore(last), day: after };
};

const dateBefore = (day: string): string =>
  new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);

/** A record that has watched for so many days. */
export async function watched(url: string, from: Download, count: number): Promise<void> {
  const db = openDatabase(url);
  try {
    await migrate(db);
    const store = sqlStore(db);
    await store.saveControls(from.read, new Date().toISOString());
    const batch: Snapshot[] = [];
    for (const one of daysOf(from, count)) {
      batch.push(one);
      if (batch.length === BATCH) await store.saveSnapshots(batch.splice(0));
    }
    await store.saveSnapshots(batch);
  } finally {
    await db.destroy();
  }
}
