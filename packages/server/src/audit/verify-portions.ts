// Reads all chains for verification: some entries with their payloads at a time, from one view.
import { all, StoreError, sql, type Work } from '../store/index.js';
import { nextChain } from './chains.js';
import type { AuditPlace } from './draft.js';
import type { EntryRow } from './entry-row.js';

export type PayloadRow = {
  readonly sequence: number;
  readonly stored_bytes: number;
  readonly request_encoding: string | null;
  readonly request: Uint8Array | null;
  readonly reply_encoding: string | null;
  readonly reply: Uint8Array | null;
};

export interface Portion {
  readonly place: AuditPlace;
  readonly entries: readonly EntryRow[];
  readonly payloads: ReadonlyMap<number, PayloadRow>;
  /** Whether there are payloads without an entry. */
  readonly strays: boolean;
  /** That the next entry of the chain cannot be read, or, behind all of them, which chain is the next. */
  readonly damaged: 'here' | 'behind' | undefined;
}

const portionEntries = 256;
const portionBytes = 4 * 1024 * 1024;
/** Below every sequence, also one that was tampered with. */
const belowAll = Number.MIN_SAFE_INTEGER;

const entriesAfter = sql`SELECT * FROM audit_entry WHERE organisation_id = ? AND workstation_id = ? AND sequence > ? ORDER BY sequence LIMIT ?`;
const payloadSizes = sql`SELECT sequence, stored_bytes FROM audit_payload
  WHERE organisation_id = ? AND workstation_id = ? AND sequence > ? AND sequence <= ? ORDER BY sequence`;
const payloadsBetween = sql`SELECT sequence, stored_bytes, request_encoding, request, reply_encoding, reply FROM audit_payload
  WHERE organisation_id = ? AND workstation_id = ? AND sequence > ? AND sequence <= ? ORDER BY sequence`;
const payloadsBeyond = sql`SELECT sequence FROM audit_payload WHERE organisation_id = ? AND workstation_id = ? AND sequence > ? LIMIT 1`;

/**
 * The portion after this one; the first if none is given. Where the database is damaged it is the last.
 * @throws {StoreError} `damaged`: not even the name of the first chain can be read
 */
export function* nextPortion(last: Portion | undefined): Work<Portion | undefined> {
  if (last?.damaged !== undefined) return undefined;
  let place = last?.place;
  let after: number = last?.entries.at(-1)?.sequence ?? belowAll;
  // A portion without entries is the end of its chain.
  let isRead = last !== undefined && last.entries.length === 0;
  for (;;) {
    if (place !== undefined && !isRead) {
      const portion = yield* portionOfChain(place, after);
      if (portion !== undefined) return portion;
    }
    try {
      place = yield* nextChain(place);
    } catch (failure) {
      if (place === undefined || !isDamage(failure)) throw failure;
      return { ...nothingOf(place), damaged: 'behind' };
    }
    if (place === undefined) return undefined;
    after = belowAll;
    isRead = false;
  }
}

/** What follows in a chain. Where pages are damaged, fewer entries at a time are read, so that the first of those that cannot be read is found. */
function* portionOfChain(place: AuditPlace, after: number): Work<Portion | undefined> {
  for (let limit = portionEntries; limit >= 1; limit = Math.floor(limit / 2)) {
    try {
      return yield* readOfChain(place, after, limit);
    } catch (failure) {
      if (!isDamage(failure)) throw failure;
    }
  }
  return { ...nothingOf(place), damaged: 'here' };
}

function* readOfChain(place: AuditPlace, after: number, limit: number): Work<Portion | undefined> {
  const { organisationId, workstationId } = place;
  const entries = yield* all<EntryRow>(entriesAfter, organisationId, workstationId, after, limit);
  if (entries.length > 0) return yield* withPayloads(place, entries, after);
  // Asked for once, after the last entry.
  if (after === belowAll) return undefined;
  const strays = yield* all<{ sequence: number }>(payloadsBeyond, organisationId, workstationId, after);
  return strays.length > 0 ? { ...nothingOf(place), strays: true } : undefined;
}

function nothingOf(place: AuditPlace): Portion {
  return { place, entries: [], payloads: new Map(), strays: false, damaged: undefined };
}

function isDamage(failure: unknown): boolean {
  return failure instanceof StoreError && failure.code === 'damaged';
}

/** As many of the entries as have payloads that may be in memory together, with those. */
function* withPayloads(place: AuditPlace, entries: readonly EntryRow[], after: number): Work<Portion> {
  const { organisationId, workstationId } = place;
  const sizes = yield* all<{ sequence: number; stored_bytes: number }>(payloadSizes, organisationId, workstationId, after, entries.at(-1)?.sequence ?? after);
  let bytes = 0;
  const tooMuch = sizes.find(({ stored_bytes }, index) => {
    bytes += stored_bytes;
    return bytes > portionBytes && index > 0;
  });
  const fitting = tooMuch === undefined ? entries : entries.filter((entry) => entry.sequence < tooMuch.sequence);
  const taken = fitting.length === 0 ? entries.slice(0, 1) : fitting;
  const until = taken.at(-1)?.sequence ?? after;
  const payloads = yield* all<PayloadRow>(payloadsBetween, organisationId, workstationId, after, until);
  const known = new Set(taken.map((entry) => entry.sequence));
  const strays = payloads.some((payload) => !known.has(payload.sequence));
  return { place, entries: taken, payloads: new Map(payloads.map((payload) => [payload.sequence, payload])), strays, damaged: undefined };
}
