import type { ChangedControl, Comparison, Part } from '../domain/comparison.ts';
import { roundedParts } from '../domain/decompose.ts';
import type { DayTotals } from '../domain/history.ts';
import { signed } from './phrases.ts';

/** A change of the score as a card tells it: rounded so that every sum on the card is right. */
export interface ScoreChange {
  /** Percentage points; points where a day has a maximum of 0. */
  readonly unit: 'percent' | 'points';
  readonly decimals: number;
  readonly before: number;
  readonly after: number;
  readonly whole: number;
  /** What each cause adds; together the whole. */
  readonly parts: readonly { readonly cause: Part['cause']; readonly value: number }[];
}

/** The score of a day in percent; undefined where nothing can be earned. */
export const percentOf = ({ current, max }: DayTotals): number | undefined =>
  max > 0 ? (100 * current) / max : undefined;

/** The change between two days, in figures that can be shown. */
export function scoreChange(comparison: Comparison): ScoreChange {
  const { from, to, parts } = comparison;
  const [before, after] = [percentOf(from), percentOf(to)];
  const inPercent = before !== undefined && after !== undefined;
  const values = parts.map(({ percent, points }) => (inPercent ? (percent ?? 0) : points));
  const decimals = inPercent ? decimalsOf(values) : 2;
  const shown = {
    before: rounded(inPercent ? before : from.current, decimals),
    after: rounded(inPercent ? after : to.current, decimals),
  };
  const whole = rounded(shown.after - shown.before, decimals);
  const shares = roundedParts(values, whole, decimals);
  return {
    unit: inPercent ? 'percent' : 'points',
    decimals,
    ...shown,
    whole,
    parts: parts.map(({ cause }, at) => ({ cause, value: shares[at] ?? 0 })),
  };
}

/** One decimal says enough, unless nothing would be left of what is told. */
export const decimalsOf = (percents: readonly number[]): number => {
  const largest = Math.max(0, ...percents.map(Math.abs));
  return largest > 0 && largest < 0.1 ? 2 : 1;
};

/** As it is shown: what is worked out of two figures on one card fits them. */
export const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

const partWords: Readonly<Record<Part['cause'], string>> = {
  fell: 'fell',
  rose: 'rose',
  entered: 'new recommendations',
  left: 'no longer recommended',
  renamed: 'renamed',
  maximum: 'changed maximum',
  status: 'status set by a person',
  ours: 'our own decisions',
  stale: 'older measurements',
  other: 'not explained by single recommendations',
};

/** `Score 70.2 % → 69.9 % (−0.3): fell −0.6, rose +0.5, new recommendations −0.2.` */
export function scoreLine({ unit, decimals, before, after, whole, parts }: ScoreChange): string {
  const mark = unit === 'percent' ? '\u00a0%' : ' points';
  const told = parts
    .filter(({ value }) => value !== 0)
    .map(({ cause, value }) => `${partWords[cause]} ${signed(value, decimals)}`)
    .join(', ');
  const why = told === '' ? '' : `: ${told}`;
  return before === after
    ? `Score unchanged at ${after.toFixed(decimals)}${mark}${why}.`
    : `Score ${before.toFixed(decimals)}${mark} →\u00a0${after.toFixed(decimals)}${mark} (${signed(whole, decimals)})${why}.`;
}

/** `−0.6 percentage points`, as what these changes add; empty where there is no percentage. */
export function shareWords(comparison: Comparison, changes: readonly ChangedControl[]): string {
  if (changes.some(({ percent }) => percent === null)) return '';
  const { value, decimals } = shareOf(comparison, changes);
  return `${signed(value, decimals)} percentage points`;
}

/** Where the changes are all that their causes came to, this is what the line of the score says of them. */
function shareOf(
  comparison: Comparison,
  changes: readonly ChangedControl[],
): { readonly value: number; readonly decimals: number } {
  const change = scoreChange(comparison);
  const causes = new Set<Part['cause']>(changes.map(({ cause }) => cause));
  const all = comparison.changes.filter(({ cause }) => causes.has(cause));
  if (change.unit === 'percent' && all.length === changes.length)
    return {
      value: total(change.parts.filter(({ cause }) => causes.has(cause)).map(({ value }) => value)),
      decimals: change.decimals,
    };
  const value = total(changes.map(({ percent }) => percent ?? 0));
  return { value, decimals: decimalsOf([value]) };
}

export const total = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0);
