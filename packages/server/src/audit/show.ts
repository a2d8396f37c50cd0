// One message, found by what a person has at hand, and its payloads.
import type { Work } from '../store/index.js';
import type { AuditPlace } from './draft.js';
import { type KeptPayload, keptPayload } from './payloads.js';
import { endOfSending, entryBySequence, type FoundEntry, search } from './search.js';

/** An entry with what is kept of its payloads; `end` is of the entry that tells how a long reply ended. */
export interface ShownEntry {
  readonly entry: FoundEntry;
  readonly payload: KeptPayload | undefined;
  readonly end: KeptPayload | undefined;
  /** The sequence of that entry. */
  readonly sent: number | undefined;
}

/**
 * Finds an entry by its sequence, its ResponseUID, or its RequestUID: of several the newest.
 * @param own the user whose entries alone are shown; `undefined` for all
 */
export function* findMessage(place: AuditPlace, message: string, own?: string): Work<FoundEntry | undefined> {
  const numbered = /^[0-9]{1,15}$/.test(message) ? yield* entryBySequence(place, Number(message)) : undefined;
  const found = numbered ?? (yield* newestByUid(place, message));
  return found === undefined || own === undefined || found.row.user_name === own ? found : undefined;
}

/** An entry with its payloads. */
export function* withPayload(place: AuditPlace, entry: FoundEntry): Work<ShownEntry> {
  const end = entry.row.kind === 'message' ? yield* endOfSending(place, entry.row.sequence) : undefined;
  return {
    entry,
    payload: yield* keptPayload(place, entry.row.sequence),
    end: end === undefined ? undefined : yield* keptPayload(place, end),
    sent: end,
  };
}

/** How many of the messages with the same RequestUID are named. */
const sameAtMost = 20;

/** The newest other messages with the RequestUID of an entry. */
export function* sameRequestUid(place: AuditPlace, { row }: FoundEntry, own?: string): Work<readonly FoundEntry[]> {
  if (row.kind !== 'message' || row.request_uid === null) return [];
  const found = yield* search(place, { ...everything, limit: sameAtMost + 1, uid: row.request_uid, user: own });
  return found.filter((other) => other.row.sequence !== row.sequence && other.row.request_uid === row.request_uid).slice(0, sameAtMost);
}

const everything = {
  above: 0,
  below: Number.MAX_SAFE_INTEGER,
  from: Number.MIN_SAFE_INTEGER,
  to: Number.MAX_SAFE_INTEGER,
  order: 'newest',
} as const;

function* newestByUid(place: AuditPlace, uid: string): Work<FoundEntry | undefined> {
  const found = yield* search(place, { ...everything, limit: 100, uid });
  // The entry of the end of its reply has the same ResponseUID: the message is meant.
  return found.find(({ row }) => row.kind === 'message') ?? found[0];
}
