// The messages whose RequestUID begins with a text, by the index of RequestUIDs: a person has the beginning at hand, from a log or a screen.
import { all, sql, type Work } from '../store/index.js';
import type { AuditPlace } from './draft.js';
import type { EntryRow } from './entry-row.js';
import type { Wanted } from './wanted.js';

/** Of more than so many that begin alike the index is no help: they are met soon enough by reading on from the newest. */
const fewEnough = 2_000;
/** Behind every text that begins with another. */
const behindAll = '\u{10ffff}';

const sequencesBetween = sql`SELECT sequence FROM audit_entry WHERE organisation_id = ? AND workstation_id = ?
  AND request_uid >= ? AND request_uid < ? AND kind = 'message' LIMIT ?`;
const bySequence = sql`SELECT * FROM audit_entry WHERE organisation_id = ? AND workstation_id = ? AND sequence = ?`;

/** Them in the order that is wanted; `undefined` where there are too many to be put in order. */
export function* rowsOfUidStart(
  { organisationId, workstationId }: AuditPlace,
  start: string,
  { above, below, order }: Pick<Wanted, 'above' | 'below' | 'order'>,
): Work<readonly EntryRow[] | undefined> {
  const found = yield* all<{ sequence: number }>(sequencesBetween, organisationId, workstationId, start, start + behindAll, fewEnough + 1);
  if (found.length > fewEnough) return undefined;
  const wanted = found.map(({ sequence }) => sequence).filter((sequence) => sequence > above && sequence < below);
  wanted.sort((a, b) => (order === 'newest' ? b - a : a - b));
  const rows: EntryRow[] = [];
  for (const sequence of wanted) rows.push(...(yield* all<EntryRow>(bySequence, organisationId, workstationId, sequence)));
  return rows;
}
