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
   * For how long what depends on the user is given out after they, or it, were last seen, in milliseconds; 0, the default, for not at all. It is patients'
   * data, and what says who is signed in. While `watchActivity` follows the user, it is given out without this.
   */
  readonly unseenUserMs: number;
  /** How much is kept, in bytes of replies. */
  readonly bytes: number;
}

export const defaultCacheLimits: CacheLimits = {
  timeToLiveMs: { metadata: 3_600_000, functions: 3_600_000, demographics: 300_000, record: 60_000 },
  unseenUserMs: 0,
  bytes: 32 * 1024 * 1024,
};

/** Who is followed counts as signed in for so many times the pause between two looks: the next look has its way to go. */
const followedFor = 1.5;
/** Looks further apart than this follow nobody. */
const longestFollowedMs = 5_000;

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
  /** Whether another user might be told something else. */
  readonly ofUser: boolean;
  /** What asking costs: how long others of its kind have to wait for it, in milliseconds. */
  readonly windowMs: number;
}

interface Entry extends CacheKey {
  /** Who was known to be signed in when it was read; `undefined` for nobody in particular. */
  readonly user: string | undefined;
  readonly value: object;
  readonly bytes: number;
  readonly from: number;
  readonly until: number;
}

/** A moment in the life of a cache. */
export interface CacheTime {
  /** Changes whenever something is dropped. */
  readonly era: number;
  /** Who is known to be signed in: seen just now, or followed. */
  readonly user: string | undefined;
}

export interface Cache {
  get(key: CacheKey): object | undefined;
  /** @param asOf what `now` gave when the read began: what was dropped meanwhile is not kept */
  put(key: CacheKey, value: object, bytes: number, asOf: CacheTime): void;
  now(): CacheTime;
  /** A reply says who is signed in. Where that is another one, all is dropped. */
  userSeen(userName: string): void;
  /** Somebody follows who is signed in, and looks again after so many milliseconds. */
  followed(everyMs: number): void;
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
  let lastSeen: string | undefined;
  /** Until then who was seen last counts as who is signed in. */
  let knownUntil = Number.NEGATIVE_INFINITY;

  const user = (): string | undefined => (clock.monotonic() < knownUntil ? lastSeen : undefined);
  const know = (milliseconds: number): void => {
    knownUntil = Math.max(knownUntil, clock.monotonic() + milliseconds);
  };
  /** For whoever is signed in as far as that is known; where it is not, for as long as the application has said. */
  const isForUser = ({ from, ofUser, user: reader }: Entry): boolean => {
    const known = user();
    if (!ofUser) return true;
    return known === undefined ? clock.monotonic() < from + limits.unseenUserMs : reader === known;
  };
  const clear = (): void => {
    era += 1;
    entries.clear();
    bytes = 0;
    lastSeen = undefined;
    knownUntil = Number.NEGATIVE_INFINITY;
  };
  const remove = (entry: Entry): void => {
    if (entries.delete(entry.key)) bytes -= entry.bytes;
  };
  return {
    get: ({ key }) => {
      const entry = entries.get(key);
      const now = clock.monotonic();
      if (entry === undefined || entry.until <= now || !isForUser(entry)) {
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
      // Nobody could be given it.
      if (key.ofUser && asOf.user === undefined && limits.unseenUserMs <= 0) return;
      if (timeToLive <= 0 || size > limits.bytes || asOf.era !== era) return;
      const before = entries.get(key.key);
      if (before !== undefined) remove(before);
      entries.set(key.key, { ...key, user: asOf.user, value: frozen(value), bytes: size, from: clock.monotonic(), until: clock.monotonic() + timeToLive });
      bytes += size;
      for (const oldest of entries.values()) {
        if (bytes <= limits.bytes) break;
        remove(oldest);
      }
    },
    now: () => ({ era, user: user() }),
    userSeen: (userName) => {
      if (lastSeen !== undefined && lastSeen !== userName) clear();
      lastSeen = userName;
      know(limits.unseenUserMs);
    },
    followed: (everyMs) => know(Math.min(everyMs * followedFor, longestFollowedMs)),
    dropPatient: (patient) => {
      era += 1;
      for (const entry of entries.values()) if (entry.patient === patient) remove(entry);
    },
    clear,
    statistics: () => ({ hits, misses, entries: entries.size, bytes, savedMs }),
  };
}

/** What several callers are given, none may change. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}
