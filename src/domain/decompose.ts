import type { DayTotals } from './history.ts';

/** What a change by so many points, and so many points of the maximum, adds to the percentage; null where there is none. */
export type Share = (points: number, max: number) => number | null;

/**
 * Splits the change of the percentage between two days, in percentage points. Measured from the middle of both days,
 * so that the shares of all parts add up to the whole, whatever their order.
 */
export function sharesBetween(from: DayTotals, to: DayTotals): Share {
  if (from.max === 0 || to.max === 0) return () => null;
  const ofPoints = (1 / from.max + 1 / to.max) / 2;
  const ofMax = (from.current + to.current) / 2 / (from.max * to.max);
  return (points, max) => 100 * (points * ofPoints - max * ofMax);
}

/**
 * The values to so many decimals, by largest remainder: together they are the rounded whole, and what is nothing
 * stays nothing where any other value can give way. No values stay none.
 */
export function roundedParts(
  values: readonly number[],
  whole: number,
  decimals: number,
): readonly number[] {
  const unit = 10 ** decimals;
  const parts = values.map((value, at) => {
    const exact = unitsOf(value, unit);
    const down = Math.floor(exact);
    return { at, exact, down, rest: exact - down };
  });
  const given = parts.filter(({ exact }) => exact !== 0);
  const taking = given.length > 0 ? given : [...parts];
  taking.sort((one, other) => other.rest - one.rest);
  const units = parts.map(({ down }) => down);
  const missing = Math.round(unitsOf(whole, unit)) - units.reduce((sum, one) => sum + one, 0);
  const each = Math.floor(missing / taking.length);
  const more = missing - each * taking.length;
  taking.forEach(({ at, down }, rank) => {
    units[at] = down + each + (rank < more ? 1 : 0);
  });
  // Nothing is never less than nothing: a float knows two zeros.
  return units.map((one) => one / unit + 0);
}

/** A value in units of its last decimal. 0.29 is 29 hundredths, whatever a float makes of it. */
const unitsOf = (value: number, unit: number): number => Math.round(value * unit * 1e6) / 1e6;
