import { controlKey } from '../domain/control.ts';
import type { Measurement } from '../domain/history.ts';
import { maximumOf } from './maximum.ts';
import { instantOf } from './wire.ts';

/** Reads what days say of controls; what cannot be read is left out and counted. */
export interface MeasurementsReader {
  /** The measurements of one day; of two spellings of one control the first. From the newest day on. */
  readonly read: (scores: readonly unknown[]) => readonly Measurement[];
  readonly leftOut: () => number;
}

/** `maxima`: what controls are worth now, by key. */
export function measurementsReader(maxima: ReadonlyMap<string, number>): MeasurementsReader {
  const nameOf = namesOnce();
  const dateOf = datesOnce();
  // What a day does not tell is as it was on the day after.
  const worth = new Map(maxima);
  let leftOut = 0;

  const readOne = (item: unknown, taken: Set<string>): readonly Measurement[] => {
    const one = readable(item);
    if (!one) {
      leftOut += 1;
      return [];
    }
    const { id, key } = nameOf(one.controlName);
    if (one.points === null || taken.has(key)) return [];
    taken.add(key);
    const maxScore = maximumOf(one.points, one.percent, worth.get(key));
    worth.set(key, maxScore);
    return [{ id, points: one.points, maxScore, measuredOn: dateOf(one.lastSynced) }];
  };
  return {
    read: (scores) => {
      const taken = new Set<string>();
      return scores.flatMap((item) => readOne(item, taken));
    },
    leftOut: () => leftOut,
  };
}

interface Readable {
  readonly controlName: string;
  /** Null: the tenant does not measure it. */
  readonly points: number | null;
  readonly percent: number | undefined;
  readonly lastSynced: unknown;
}

function readable(item: unknown): Readable | undefined {
  if (!isObject(item)) return undefined;
  const { controlName, score, scoreInPercentage, lastSynced } = item;
  const points = score === null || score === undefined ? null : pointsOf(score);
  if (typeof controlName !== 'string' || controlName.trim() === '' || points === undefined)
    return undefined;
  return { controlName, points, percent: pointsOf(scoreInPercentage), lastSynced };
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A number that is not negative, given as such or as text; undefined where it is none. */
export function pointsOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && decimal.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !(number >= 0 && number <= MOST)) return undefined;
  // Sums of fractions end in crumbs, which would make one day differ from the next.
  return Math.round(number * PRECISION) / PRECISION;
}

/** More than any tenant can have, in points or percent. */
const MOST = 1_000_000;
const decimal = /^\s*\d+(\.\d+)?\s*$/;
const PRECISION = 10_000;

interface Name {
  readonly id: string;
  readonly key: string;
}

/** Some hundreds of names, each said ninety times, are kept once. */
function namesOnce(): (spelt: string) => Name {
  const names = new Map<string, Name>();
  return (spelt) => {
    const id = spelt.trim();
    const name = names.get(spelt) ?? { id, key: controlKey(id) };
    names.set(spelt, name);
    return name;
  };
}

/** The day of an instant, in UTC; null where it is none. Thousands of instants are of a few days. */
function datesOnce(): (instant: unknown) => string | null {
  const dates = new Map<string, string | null>();
  return (instant) => {
    if (typeof instant !== 'string') return null;
    if (!inUtc.test(instant)) return dateOf(instant);
    const date = instant.slice(0, 10);
    const known = dates.get(date);
    if (known !== undefined) return known;
    const read = dateOf(date);
    dates.set(date, read);
    return read;
  };
}

const inUtc = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const dateOf = (instant: string): string | null => instantOf(instant)?.slice(0, 10) ?? null;
