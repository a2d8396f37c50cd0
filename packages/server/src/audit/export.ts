// Entries with their payloads, page by page, oldest first.
import type { InputOf, OutputOf } from '@s1kit/link';
import type { Store, Work } from '../store/index.js';
import type { AuditPlace } from './draft.js';
import { entryOf } from './entry.js';
import { excludesAll, wantedOf } from './filters.js';
import { payloadTexts } from './payloads.js';
import { type FoundEntry, search } from './search.js';
import { type ShownEntry, withPayload } from './show.js';

export type ExportPage = OutputOf<'audit.export'>;

/** A page ends after so many bytes of payloads, however few its entries. */
const pageBytes = 16 * 1024 * 1024;
/** Entries whose payloads are read before others have their turn. */
const entriesAtOnce = 50;

/**
 * One page, oldest first; ask again with `after` until a page is empty. A page may have fewer entries than the limit where payloads are long.
 * @param own the user whose entries alone are given; `undefined` for all
 */
export async function exportPage(store: Pick<Store, 'read'>, place: AuditPlace, filters: InputOf<'audit.export'>, own?: string): Promise<ExportPage> {
  if (excludesAll(filters, own)) return [];
  const found = await store.read(() => search(place, wantedOf(filters, 'oldest', own)));
  if (filters.payloads === false) return found.map((entry) => ({ entry: entryOf(entry), request: null, reply: null }));
  const page: ExportPage = [];
  let bytes = 0;
  for (let from = 0; from < found.length; from += entriesAtOnce) {
    const some = found.slice(from, from + entriesAtOnce);
    const shown = await store.read(() => fitting(place, some, { room: pageBytes - bytes, atLeast: page.length === 0 ? 1 : 0 }));
    for (const one of shown) page.push({ entry: entryOf(one.entry), ...(await payloadTexts(one.payload, one.end)) });
    bytes += shown.reduce((sum, one) => sum + sizeOf(one), 0);
    if (shown.length < some.length) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return page;
}

/** As many of the entries, from the first on, as there is room for. */
function* fitting(
  place: AuditPlace,
  entries: readonly FoundEntry[],
  { room, atLeast }: { readonly room: number; readonly atLeast: number },
): Work<readonly ShownEntry[]> {
  const shown: ShownEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const next = yield* withPayload(place, entry);
    bytes += sizeOf(next);
    if (shown.length >= atLeast && bytes > room) break;
    shown.push(next);
  }
  return shown;
}

/** The bytes of the payloads as they were received and sent, however few they are as they are stored. */
function sizeOf({ payload, end }: ShownEntry): number {
  const request = payload?.request ? (payload.request_bytes ?? payload.request.length) : 0;
  const reply = payload?.reply ? payload : end;
  return request + (reply?.reply ? (reply.reply_bytes ?? reply.reply.length) : 0);
}
