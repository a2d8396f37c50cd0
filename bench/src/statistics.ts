// What is said of a figure that was taken several times.

export interface Spread {
  readonly least: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly most: number;
}

/** @throws {RangeError} where there is no figure */
export function spreadOf(figures: readonly number[]): Spread {
  if (figures.length === 0) throw new RangeError('There is no figure to say anything of.');
  const sorted = [...figures].sort((one, other) => one - other);
  const [least, lowerQuartile, median, upperQuartile, most] = [0, 0.25, 0.5, 0.75, 1].map((part) => quantile(sorted, part)) as FiveNumbers;
  return { least, lowerQuartile, median, upperQuartile, most };
}

/** `map` keeps the length, which its type does not tell. */
type FiveNumbers = [number, number, number, number, number];

/**
 * The value below which that part of the figures lies; between two of them in proportion.
 * @param sorted at least one, the least first
 * @param part from 0 to 1
 */
export function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}
