// Entries with their payloads, page by page, oldest first.
import type { OutputOf } from '@s1kit/link';
import type { Store, Work } from '../store/index.js';
import type { AuditPlace } from './draft.js';
import { entryOf } from './entry.js';
import { type AuditFilters, excludesAll, wantedOf } from './filters.js';
import { payloadTexts } from './payloads.js';
import { search } from './search.js';
import { type ShownEntry, withPayload } from './show.js';

export type ExportPage = OutputOf<'audit.export'>;

/** A page ends after so many bytes of payloads, however few its entries. */
const pageBytes = 16 * 1024 * 1024;

/**
 * One page, oldest first; ask again with `after` until a page is empty. A page may have fewer entries than the limit where payloads are long.
 * @param own the user whose entries alone are given; `undefined` for all
 */
export async function exportPage(store: Pick<Store, 'read'>, place: AuditPlace, filters: AuditFilters, own?: string): Promise<ExportPage> {
  const shown = await store.read(() => pageOf(place, filters, own));
  return Promise.all(shown.map(async ({ entry, payload, end }) => ({ entry: entryOf(entry), ...(await payloadTexts(payload, end)) })));
}

function* pageOf(place: AuditPlace, filters: AuditFilters, own: string | undefined): Work<readonly ShownEntry[]> {
  if (excludesAll(filters, own)) return [];
  const shown: ShownEntry[] = [];
  let bytes = 0;
  for (const entry of yield* search(place, wantedOf(filters, 'oldest', own))) {
    const next = yield* withPayload(place, entry);
    bytes += sizeOf(next);
    if (shown.length > 0 && bytes > pageBytes) break;
    shown.push(next);
  }
  return shown;
}

/** The bytes of the payloads, unpacked as far as that is known. */
function sizeOf({ entry: { row }, payload, end }: ShownEntry): number {
  const request = payload?.request ? (row.request_bytes ?? payload.request.length) : 0;
  const reply = payload?.reply ? (row.reply_bytes ?? payload.reply.length) : 0;
  return request + reply + (end?.reply?.length ?? 0);
}
