/** The value below which this part (0 to 1) of the numbers lies, between neighbours by proportion. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (low === undefined || high === undefined) throw new Error('There is nothing to measure.');
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);
export const p95 = (numbers: readonly number[]): number => quantile(numbers, 0.95);

/** A figure over several rounds: its median, and how far it went either way. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export const spread = (numbers: readonly number[]): Spread => ({
  median: median(numbers),
  least: Math.min(...numbers),
  most: Math.max(...numbers),
});

/** `1.85 (1.80-1.95)`. */
export const said = ({ median: middle, least, most }: Spread, digits: number): string =>
  `${middle.toFixed(digits)} (${least.toFixed(digits)}-${most.toFixed(digits)})`;
