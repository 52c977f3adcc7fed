/** What a rounded number may be off by: half of its last place. */
const roundedPoints = 0.005;
/** Less may be anything, rounded. */
const LEAST_PERCENT = 0.01;
const roundedPercent = (percent: number): number =>
  Number.isInteger(percent) ? 0.5 : Number.isInteger(percent * 10) ? 0.05 : 0.005;

/**
 * What a control was worth on a day, in points: Graph says that of today alone. `percent` is what the points were
 * of it; `known` what it is worth as far as one knows, which is believed unless the two of that day contradict it.
 */
export function maximumOf(
  points: number,
  percent: number | undefined,
  known: number | undefined,
): number {
  const told = points > 0 ? toldBy(points, percent) : undefined;
  if (known !== undefined && fits(known, points, told)) return known;
  return told ? simplest(told) : points;
}

interface Told {
  readonly from: number;
  readonly middle: number;
  readonly to: number;
}

function toldBy(points: number, percent = 0): Told | undefined {
  if (percent < LEAST_PERCENT || percent > 100) return undefined;
  const off = roundedPercent(percent);
  return {
    from: (100 * (points - roundedPoints)) / (percent + off),
    middle: (100 * points) / percent,
    to: (100 * (points + roundedPoints)) / (percent - off),
  };
}

const fits = (known: number, points: number, told: Told | undefined): boolean =>
  told ? known >= told.from && known <= told.to : points <= known + roundedPoints;

/** Of all that rounding allows the one with the fewest places, so that it is the same on each day. */
function simplest({ from, middle, to }: Told): number {
  const roundedTo = (places: number): number => Math.round(middle * places) / places;
  return [roundedTo(1), roundedTo(10)].find((one) => one >= from && one <= to) ?? roundedTo(100);
}
