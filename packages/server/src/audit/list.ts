// Entries of a workstation, newest first.
import type { Work } from '../store/index.js';
import type { AuditPlace } from './draft.js';
import { type AuditEntry, entryOf } from './entry.js';
import { type AuditFilters, excludesAll, wantedOf } from './filters.js';
import { search } from './search.js';

/**
 * The entries that the filters ask for, newest first. With `after` they are the ones next to it, so that nothing is left out when there are more of
 * them than the limit.
 * @param own the user whose entries alone are shown; `undefined` for all
 */
export function* listEntries(place: AuditPlace, filters: AuditFilters, own?: string): Work<AuditEntry[]> {
  if (excludesAll(filters, own)) return [];
  const oldestFirst = filters.after !== undefined && filters.before === undefined;
  const found = yield* search(place, wantedOf(filters, oldestFirst ? 'oldest' : 'newest', own));
  const entries = found.map(entryOf);
  return oldestFirst ? entries.reverse() : entries;
}
