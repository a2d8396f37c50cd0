// Reads all chains for verification: some entries with their payloads at a time, from one view.
import { all, sql, type Work } from '../store/index.js';
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

/** The portion after this one; the first if none is given. */
export function* nextPortion(last: Portion | undefined): Work<Portion | undefined> {
  let place = last?.place;
  let after: number = last?.entries.at(-1)?.sequence ?? belowAll;
  // A portion without entries is the end of its chain.
  let isRead = last !== undefined && last.entries.length === 0;
  for (;;) {
    if (place !== undefined && !isRead) {
      const { organisationId, workstationId } = place;
      const entries = yield* all<EntryRow>(entriesAfter, organisationId, workstationId, after, portionEntries);
      if (entries.length > 0) return yield* withPayloads(place, entries, after);
      // Asked for once, after the last entry.
      if (after !== belowAll) {
        const strays = yield* all<{ sequence: number }>(payloadsBeyond, organisationId, workstationId, after);
        if (strays.length > 0) return { place, entries: [], payloads: new Map(), strays: true };
      }
    }
    place = yield* nextChain(place);
    if (place === undefined) return undefined;
    after = belowAll;
    isRead = false;
  }
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
  return { place, entries: taken, payloads: new Map(payloads.map((payload) => [payload.sequence, payload])), strays };
}
