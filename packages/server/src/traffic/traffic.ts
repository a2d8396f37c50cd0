// The traffic of a workstation: what is new in the audit since it was last asked for is counted, and nothing twice.
import { functionByName } from '@s1kit/contract';
import type { AuditPlace } from '../audit/index.js';
import { all, first, type Store, sql } from '../store/index.js';
import { createTally, type Tally } from './tally.js';

/** What of a workstation's messages is counted. */
export interface Counting {
  readonly tally: Tally;
  /** Counted from here on: milliseconds since 1970 UTC. */
  readonly since: number;
}

export interface Traffic {
  /**
   * Counts up to now.
   * @param own the user whose messages alone count; `undefined` for all
   */
  upTo(now: number, place: AuditPlace, own: string | undefined): Promise<Counting>;
}

interface Kept {
  readonly tally: Tally;
  since: number;
  /** The entry that was counted last, and the time that it was then. */
  last: { readonly sequence: number; readonly hash: string };
  asked: number;
  counting: Promise<void>;
}

type EntryRow = {
  readonly sequence: number;
  readonly hash: string;
  readonly at: number;
  readonly kind: string;
  readonly user_name: string | null;
  readonly function_name: string | null;
  readonly outcome: string;
  readonly duration_us: number | null;
};

const hour = 60 * 60_000;
/** Entries that are read at most at a time: of a busier hour the last part is shown. */
const entriesAtMost = 50_000;
/** Entries that are read before others have their turn. */
const portion = 1_000;
/** Counts that are kept: one for each workstation, and one for each user who sees their own alone. */
const keptAtMost = 64;

const newestFirst = sql`SELECT sequence, hash, at, kind, user_name, function_name, outcome, duration_us FROM audit_entry
  WHERE organisation_id = ? AND workstation_id = ? AND sequence > ? AND sequence < ? ORDER BY sequence DESC LIMIT ?`;
const hashOf = sql`SELECT hash FROM audit_entry WHERE organisation_id = ? AND workstation_id = ? AND sequence = ?`;

export function createTraffic(store: Pick<Store, 'read'>): Traffic {
  const counts = new Map<string, Kept>();

  const keptOf = (place: AuditPlace, own: string | undefined): Kept => {
    const name = JSON.stringify([place.organisationId, place.workstationId, own]);
    const kept = counts.get(name) ?? { tally: createTally(), since: 0, last: { sequence: 0, hash: '' }, asked: 0, counting: Promise.resolve() };
    counts.delete(name);
    counts.set(name, kept);
    const [oldest] = counts.keys();
    if (counts.size > keptAtMost && oldest !== undefined) counts.delete(oldest);
    return kept;
  };

  /** Whether what was counted still holds: not after the data was exchanged, or the clock set back. */
  const holds = async (place: AuditPlace, { asked, last }: Kept, now: number): Promise<boolean> => {
    if (last.sequence === 0 || now < asked) return false;
    const found = await store.read(() => first<{ hash: string }>(hashOf, place.organisationId, place.workstationId, last.sequence));
    return found?.hash === last.hash;
  };

  const forget = (kept: Kept, since: number): void => {
    kept.tally.clear();
    kept.since = since;
    kept.last = { sequence: 0, hash: '' };
  };

  const count = async (kept: Kept, place: AuditPlace, own: string | undefined, now: number): Promise<void> => {
    if (!(await holds(place, kept, now))) forget(kept, now - hour);
    const fresh: EntryRow[] = [];
    let below = Number.MAX_SAFE_INTEGER;
    let full = false;
    while (!full) {
      const bounds = [kept.last.sequence, below, portion];
      const rows = await store.read(() => all<EntryRow>(newestFirst, place.organisationId, place.workstationId, ...bounds));
      fresh.push(...rows);
      const oldest = rows.at(-1);
      if (oldest === undefined || rows.length < portion || rows.every(({ at }) => at < now - hour)) break;
      below = oldest.sequence;
      full = fresh.length >= entriesAtMost;
      await new Promise((resolve) => setImmediate(resolve));
    }
    // There is a gap before what was read: what was counted before it would mislead.
    if (full) forget(kept, fresh.at(-1)?.at ?? now);
    for (const { at, kind, user_name: user, function_name: name, outcome, duration_us: duration } of fresh) {
      if (kind !== 'message' || (own !== undefined && user !== own)) continue;
      kept.tally.add({ at, outcome, function: name !== null && functionByName(name) !== undefined ? name : null, duration });
    }
    const [newest] = fresh;
    if (newest !== undefined) kept.last = newest;
    kept.since = Math.max(kept.since, now - hour);
    kept.asked = now;
    kept.tally.prune(now);
  };

  return {
    upTo: async (now, place, own) => {
      const kept = keptOf(place, own);
      // One after the other, so that no entry is counted twice.
      const counting = kept.counting.then(() => count(kept, place, own, now));
      kept.counting = counting.catch(() => forget(kept, 0));
      await counting;
      return { tally: kept.tally, since: kept.since };
    },
  };
}
