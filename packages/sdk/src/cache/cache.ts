// What was read lately, in memory alone: bounded, each kind for its time, and dropped whenever it may have changed.
import type { FunctionName } from '@s1kit/contract';
import type { Clock } from '../clock.js';

/** What is kept, by kind. What is not of one of these is always asked for: searches, slots, the diary, what the user is doing. */
export type CacheKind = 'metadata' | 'functions' | 'demographics' | 'record';

/** Limits of the cache. */
export interface CacheLimits {
  /** For how long something of a kind is good, in milliseconds; 0 for not at all. */
  readonly timeToLiveMs: Readonly<Record<CacheKind, number>>;
  /**
   * For how long what only some users may see is given out without the user having been seen, in milliseconds: patients' data, and what is asked of the
   * signed-in user. Who follows the user's activity sees them each second, and has the whole time to live.
   */
  readonly unseenUserMs: number;
  /** How much is kept, in bytes of replies. */
  readonly bytes: number;
}

export const defaultCacheLimits: CacheLimits = {
  timeToLiveMs: { metadata: 3_600_000, functions: 3_600_000, demographics: 300_000, record: 60_000 },
  // Nobody signs out, and another one in, in less.
  unseenUserMs: 5_000,
  bytes: 32 * 1024 * 1024,
};

/** What the cache has done. */
export interface CacheStatistics {
  readonly hits: number;
  readonly misses: number;
  readonly entries: number;
  readonly bytes: number;
  /** How much waiting for the published limits the hits have saved, in milliseconds. */
  readonly savedMs: number;
}

/** What a read may be kept under. */
export interface CacheKey {
  readonly key: string;
  readonly kind: CacheKind;
  /** Whose record it is; `undefined` for nobody's. */
  readonly patient: string | undefined;
  /** Whether another user may not be allowed to see it. */
  readonly ofUser: boolean;
  /** What asking costs: how long others of its kind have to wait for it, in milliseconds. */
  readonly windowMs: number;
}

interface Entry extends CacheKey {
  readonly value: object;
  readonly bytes: number;
  readonly from: number;
  readonly until: number;
}

export interface Cache {
  get(key: CacheKey): object | undefined;
  /** @param asOf what `era` gave when the read began: what was dropped meanwhile is not kept */
  put(key: CacheKey, value: object, bytes: number, asOf: number): void;
  /** Changes whenever something is dropped. */
  era(): number;
  /** The user who is signed in was seen, and is the one whom the cache is for. */
  userSeen(): void;
  /** Drops what is known of a patient. */
  dropPatient(patient: string): void;
  clear(): void;
  statistics(): CacheStatistics;
}

const kinds: Readonly<Partial<Record<FunctionName, CacheKind>>> = {
  GetOrganisationMetaData: 'metadata',
  GetXSDFiles: 'metadata',
  GetFunctions: 'functions',
  GetPatientRecord: 'record',
};

/** The kind of a read; `undefined` for what is not kept. */
export function cacheKindOf(name: FunctionName, isDemographicsOnly: boolean): CacheKind | undefined {
  return isDemographicsOnly ? 'demographics' : kinds[name];
}

export function createCache(clock: Clock, limits: CacheLimits): Cache {
  /** The one that was used last stands last. */
  const entries = new Map<string, Entry>();
  let era = 0;
  let bytes = 0;
  let hits = 0;
  let misses = 0;
  let savedMs = 0;
  let seenAt = Number.NEGATIVE_INFINITY;

  const remove = (entry: Entry): void => {
    if (entries.delete(entry.key)) bytes -= entry.bytes;
  };
  return {
    get: ({ key }) => {
      const entry = entries.get(key);
      const now = clock.monotonic();
      const isFor = entry === undefined || !entry.ofUser || now - Math.max(entry.from, seenAt) <= limits.unseenUserMs;
      if (entry === undefined || entry.until <= now || !isFor) {
        // Where the user has not been seen, it may still be seen that it is the same one.
        if (entry !== undefined && entry.until <= now) remove(entry);
        misses += 1;
        return undefined;
      }
      entries.delete(key);
      entries.set(key, entry);
      hits += 1;
      savedMs += entry.windowMs;
      return entry.value;
    },
    put: (key, value, size, asOf) => {
      const timeToLive = limits.timeToLiveMs[key.kind];
      if (timeToLive <= 0 || size > limits.bytes || asOf !== era) return;
      const before = entries.get(key.key);
      if (before !== undefined) remove(before);
      entries.set(key.key, { ...key, value: frozen(value), bytes: size, from: clock.monotonic(), until: clock.monotonic() + timeToLive });
      bytes += size;
      for (const oldest of entries.values()) {
        if (bytes <= limits.bytes) break;
        remove(oldest);
      }
    },
    era: () => era,
    userSeen: () => {
      seenAt = clock.monotonic();
    },
    dropPatient: (patient) => {
      era += 1;
      for (const entry of entries.values()) if (entry.patient === patient) remove(entry);
    },
    clear: () => {
      era += 1;
      entries.clear();
      bytes = 0;
      seenAt = Number.NEGATIVE_INFINITY;
    },
    statistics: () => ({ hits, misses, entries: entries.size, bytes, savedMs }),
  };
}

/** What several callers are given, none may change. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}
