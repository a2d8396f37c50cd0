// Chance that repeats: streams of numbers from a seed, each independent of all others.

/** A stream of chances. The same seed and labels give the same stream on every machine. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from 0, below `count`. */
  below(count: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** Whether something of this probability happens. */
  chance(probability: number): boolean;
  pick<T>(values: readonly [T, ...T[]] | readonly T[]): T;
  /** An index, each as probable as its weight. */
  weighted(weights: Weights): number;
  /** Normally distributed. */
  normal(mean: number, deviation: number): number;
}

/** Weights, summed up once for all who draw by them. */
export interface Weights {
  readonly sums: readonly number[];
}

export function weightsOf(weights: readonly number[]): Weights {
  let sum = 0;
  return {
    sums: weights.map((weight) => {
      sum += weight;
      return sum;
    }),
  };
}

/**
 * Opens the stream of a seed and labels: `randomOf(1, 'patient', 17)`.
 * @param seed a whole number
 */
export function randomOf(seed: number, ...labels: readonly (string | number)[]): Random {
  let [a, b, c, d] = mix(seed, labels);
  // sfc32: small, fast, and sound enough for fiction.
  const step = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  for (let round = 0; round < 12; round++) step();
  const next = (): number => step() / 4_294_967_296;
  return {
    next,
    below: (count) => Math.floor(next() * count),
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: <T>(values: readonly T[]): T => {
      const value = values[Math.floor(next() * values.length)];
      if (value === undefined) throw new RangeError('Nothing to pick from.');
      return value;
    },
    weighted: ({ sums }) => {
      const wanted = next() * (sums.at(-1) ?? 0);
      let low = 0;
      let high = sums.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sums[middle] ?? 0) > wanted) high = middle;
        else low = middle + 1;
      }
      return low;
    },
    // The sum of three uniform chances: bell-shaped, without far outliers and without functions that differ between machines.
    normal: (mean, deviation) => mean + (next() + next() + next() - 1.5) * 2 * deviation,
  };
}

function mix(seed: number, labels: readonly (string | number)[]): [number, number, number, number] {
  const state: [number, number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667];
  const absorb = (word: number): void => {
    for (let index = 0; index < 4; index++) {
      let value = Math.imul((state[index] ?? 0) ^ word, 0x85ebca6b + 2 * index);
      value ^= value >>> 15;
      value = Math.imul(value, 0xc2b2ae35);
      state[index] = (value ^ (value >>> 13)) + (state[(index + 1) % 4] ?? 0);
    }
  };
  absorb(seed | 0);
  absorb(Math.floor(seed / 4_294_967_296) | 0);
  for (const label of labels) {
    if (typeof label === 'number') {
      absorb(label | 0);
      continue;
    }
    for (let index = 0; index < label.length; index++) absorb(label.charCodeAt(index));
    absorb(-1);
  }
  return state;
}
