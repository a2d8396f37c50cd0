// Whether two things take the same time: measured in turn, so that what else the machine does befalls both alike.
import type { Chance } from '@s1kit/server';

export interface Comparison {
  readonly pairs: number;
  /** By how much the second takes longer than the first, in nanoseconds: the median of all pairs. */
  readonly differenceNs: number;
  /** What would have been told from nothing: five standard errors of that median. */
  readonly detectableNs: number;
}

/** A median lies so many of its standard errors from nothing by chance once in two million times. */
const errors = 5;

/**
 * Measures pairs, each in an order of its own, until there are enough.
 * @param first @param second carry it out once; they resolve to the nanoseconds that it took
 * @param chance draws who goes first. Turned round each time, the order would keep step with what comes again every few requests: messages of
 *   one size fill a page of the database by fours or fives, and whoever comes to the next page takes some microseconds more.
 */
export async function compareTimes(
  first: () => Promise<number>,
  second: () => Promise<number>,
  enough: (pairs: number) => boolean,
  chance: Chance,
): Promise<Comparison> {
  const differences: number[] = [];
  while (!enough(differences.length)) {
    if (chance.below(2) === 0) {
      const one = await first();
      differences.push((await second()) - one);
    } else {
      const other = await second();
      differences.push(other - (await first()));
    }
  }
  return { pairs: differences.length, ...medianOf(differences) };
}

/** Whether a comparison tells two things apart. */
export function tellsApart({ detectableNs, differenceNs }: Comparison): boolean {
  return Math.abs(differenceNs) > detectableNs;
}

/** The median and five of its standard errors, as the order statistics around it have them: nothing is assumed of how times are distributed. */
function medianOf(values: readonly number[]): Pick<Comparison, 'differenceNs' | 'detectableNs'> {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (rank: number): number => sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(rank)))] ?? 0;
  const middle = (sorted.length - 1) / 2;
  const spread = Math.sqrt(sorted.length) / 2;
  const standardError = (at(middle + 2 * spread) - at(middle - 2 * spread)) / 4;
  return { differenceNs: Math.round(at(middle)), detectableNs: Math.round(errors * standardError) };
}
