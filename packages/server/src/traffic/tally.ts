// Counts of the last hour's messages, by second, by minute and by function: fed with each entry once, small however many there are.

export interface Counts {
  answered: number;
  refused: number;
  throttled: number;
  broken: number;
}

/** A message as it is counted. */
export interface Counted {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly outcome: string;
  /** The name of a function that there is; `null` for any other. */
  readonly function: string | null;
  /** Microseconds. */
  readonly duration: number | null;
}

export interface FunctionTally extends Counts {
  /** How many answers took so long, by steps of 5 %. */
  readonly latencies: Map<number, number>;
}

export interface Tally {
  add(message: Counted): void;
  /** Forgets what is over an hour old. */
  prune(now: number): void;
  clear(): void;
  /** The last 60 seconds or minutes, the oldest first; those without a message have zeros. */
  seconds(now: number): readonly Bucket[];
  minutes(now: number): readonly Bucket[];
  functions(now: number): ReadonlyMap<string | null, FunctionTally>;
}

export interface Bucket extends Counts {
  /** Its beginning. */
  readonly at: number;
}

interface Minute extends Counts {
  readonly functions: Map<string | null, FunctionTally>;
}

const second = 1_000;
const minute = 60_000;
const shown = 60;
const step = Math.log(1.05);

const names: Readonly<Record<string, keyof Counts>> = { success: 'answered', error: 'refused', throttled: 'throttled' };

function zeros(): Counts {
  return { answered: 0, refused: 0, throttled: 0, broken: 0 };
}

export function createTally(): Tally {
  const bySecond = new Map<number, Counts>();
  const byMinute = new Map<number, Minute>();

  const buckets = (held: ReadonlyMap<number, Counts>, length: number, now: number): readonly Bucket[] => {
    const last = Math.floor(now / length);
    return Array.from({ length: shown }, (_, index) => {
      const number = last - shown + 1 + index;
      const { answered, refused, throttled, broken } = held.get(number) ?? zeros();
      return { at: number * length, answered, refused, throttled, broken };
    });
  };

  return {
    add: ({ at, outcome, function: name, duration }) => {
      const counted = names[outcome] ?? 'broken';
      const inSecond = entryOf(bySecond, Math.floor(at / second), zeros);
      const inMinute = entryOf(byMinute, Math.floor(at / minute), () => ({ ...zeros(), functions: new Map<string | null, FunctionTally>() }));
      const ofFunction = entryOf(inMinute.functions, name, () => ({ ...zeros(), latencies: new Map<number, number>() }));
      for (const counts of [inSecond, inMinute, ofFunction]) counts[counted]++;
      if (counted !== 'answered' || duration === null) return;
      const latency = Math.ceil(Math.log(Math.max(1, duration)) / step);
      ofFunction.latencies.set(latency, (ofFunction.latencies.get(latency) ?? 0) + 1);
    },
    prune: (now) => {
      for (const number of bySecond.keys()) if (number <= Math.floor(now / second) - shown) bySecond.delete(number);
      for (const number of byMinute.keys()) if (number <= Math.floor(now / minute) - shown) byMinute.delete(number);
    },
    clear: () => {
      bySecond.clear();
      byMinute.clear();
    },
    seconds: (now) => buckets(bySecond, second, now),
    minutes: (now) => buckets(byMinute, minute, now),
    functions: (now) => {
      const last = Math.floor(now / minute);
      const all = new Map<string | null, FunctionTally>();
      for (const [number, { functions }] of byMinute) {
        if (number > last || number <= last - shown) continue;
        for (const [name, tally] of functions)
          addTo(
            entryOf(all, name, () => ({ ...zeros(), latencies: new Map<number, number>() })),
            tally,
          );
      }
      return all;
    },
  };
}

/** So many milliseconds or less it took this part of the answers, e.g. 0.95; within 5 %. `null` where there were none. */
export function quantileOf({ latencies }: FunctionTally, part: number): number | null {
  const steps = [...latencies].sort(([a], [b]) => a - b);
  const total = steps.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [latency, count] of steps) {
    seen += count;
    if (seen >= total * part) return Math.exp(latency * step) / 1_000;
  }
  return null;
}

function addTo(sum: FunctionTally, other: FunctionTally): void {
  for (const name of ['answered', 'refused', 'throttled', 'broken'] as const) sum[name] += other[name];
  for (const [latency, count] of other.latencies) sum.latencies.set(latency, (sum.latencies.get(latency) ?? 0) + count);
}

function entryOf<K, V>(entries: Map<K, V>, key: K, make: () => V): V {
  const found = entries.get(key);
  if (found !== undefined) return found;
  const made = make();
  entries.set(key, made);
  return made;
}
