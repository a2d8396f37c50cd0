// The entries of a list that goes on at both ends, as plain data: older pages are added below, newer ones above or kept back.
import type { AuditEntry } from '../words.js';

export interface Entries {
  /** Shown, newest first. */
  readonly shown: readonly AuditEntry[];
  /** Newer ones that were kept back so that nothing moves under whoever reads. */
  readonly arrived: readonly AuditEntry[];
  /** Whether more than that has come: then the list is to be read anew. */
  readonly overflowed: boolean;
  /** Whether the last page below has been read. */
  readonly complete: boolean;
}

export const olderAtATime = 200;
/** Newer ones that are kept back at most. */
const arrivedAtMost = 1_000;
/** Entries that a list is cut to while it only goes on at its top. */
const liveAtMost = 2_000;

export function firstPage(page: readonly AuditEntry[], limit: number): Entries {
  return { shown: page, arrived: [], overflowed: false, complete: page.length < limit };
}

export function withOlder(entries: Entries, page: readonly AuditEntry[]): Entries {
  const last = entries.shown.at(-1)?.sequence ?? Number.POSITIVE_INFINITY;
  return { ...entries, shown: [...entries.shown, ...page.filter(({ sequence }) => sequence < last)], complete: page.length < olderAtATime };
}

/** @param reading whether somebody reads what is shown: then newer ones are kept back */
export function withNewer(entries: Entries, page: readonly AuditEntry[], reading: boolean): Entries {
  const newest = newestOf(entries) ?? 0;
  const fresh = page.filter(({ sequence }) => sequence > newest);
  const ended = new Set(fresh.flatMap(({ kind, linked }) => (kind === 'sent' && linked !== null ? [linked] : [])));
  const shown = ended.size === 0 ? entries.shown : entries.shown.map((entry) => whole(entry, ended));
  const arrived = [...fresh, ...entries.arrived].map((entry) => whole(entry, ended));
  if (arrived.length > arrivedAtMost) return { ...entries, shown, arrived: arrived.slice(0, arrivedAtMost), overflowed: true };
  return reading ? { ...entries, shown, arrived } : released({ ...entries, shown, arrived });
}

/** With all that was kept back. */
export function released(entries: Entries): Entries {
  if (entries.arrived.length === 0) return entries;
  const shown = [...entries.arrived, ...entries.shown];
  const isTooLong = shown.length > liveAtMost;
  return { shown: isTooLong ? shown.slice(0, liveAtMost) : shown, arrived: [], overflowed: false, complete: entries.complete && !isTooLong };
}

export function newestOf({ arrived, shown }: Entries): number | undefined {
  return (arrived[0] ?? shown[0])?.sequence;
}

/** A message reads `interrupted` until the end of its reply is on record (B8.2). */
function whole(entry: AuditEntry, ended: ReadonlySet<number>): AuditEntry {
  return entry.outcome === 'interrupted' && ended.has(entry.sequence) ? { ...entry, outcome: 'success' } : entry;
}
