// Which chains there are, and how far each has come. Found by seeking from one to the next: the entries between are not read.
import { first, StoreError, sql, type Work } from '../store/index.js';
import type { AuditPlace } from './draft.js';

/** The last entry of a chain. */
export interface ChainHead {
  readonly count: number;
  readonly hash: string;
}

const nextOrganisation = sql`SELECT organisation_id FROM audit_entry WHERE organisation_id > ? ORDER BY organisation_id LIMIT 1`;
const nextWorkstation = sql`SELECT workstation_id FROM audit_entry WHERE organisation_id = ? AND workstation_id > ? ORDER BY workstation_id LIMIT 1`;
/** Found in the index alone: a damaged entry does not hide its chain. */
const any = sql`SELECT sequence FROM audit_entry WHERE organisation_id = ? AND workstation_id = ? LIMIT 1`;
const last = sql`SELECT sequence, hash FROM audit_entry WHERE organisation_id = ? AND workstation_id = ? ORDER BY sequence DESC LIMIT 1`;

/**
 * The chain after this one, in the order of their names; the first if none is given.
 * @throws {StoreError} `damaged`: a name that is no text, so that what is read is not what is stored, and asking for it finds nothing
 */
export function* nextChain(after: AuditPlace | undefined): Work<AuditPlace | undefined> {
  if (after !== undefined) {
    const beside = yield* first<{ workstation_id: string }>(nextWorkstation, after.organisationId, after.workstationId);
    if (beside !== undefined) return yield* found(after.organisationId, beside.workstation_id);
  }
  const next = yield* first<{ organisation_id: string }>(nextOrganisation, after?.organisationId ?? '');
  if (next === undefined) return undefined;
  const workstation = yield* first<{ workstation_id: string }>(nextWorkstation, next.organisation_id, '');
  return yield* found(next.organisation_id, workstation?.workstation_id ?? '');
}

function* found(organisationId: string, workstationId: string): Work<AuditPlace> {
  const place = { organisationId, workstationId };
  // As text, also where the column holds bytes.
  if ((yield* first(any, `${organisationId}`, `${workstationId}`)) !== undefined) return place;
  throw new StoreError(
    'damaged',
    'The audit has an entry whose organisation or workstation is no text. Something else than this program has changed the database.',
  );
}

/** Every chain. */
export function* allChains(): Work<readonly AuditPlace[]> {
  const chains: AuditPlace[] = [];
  for (let chain = yield* nextChain(undefined); chain !== undefined; chain = yield* nextChain(chain)) chains.push(chain);
  return chains;
}

/** How far a chain has come; `undefined` before its first entry. */
export function* chainHead(place: AuditPlace): Work<ChainHead | undefined> {
  const entry = yield* first<{ sequence: number; hash: string }>(last, place.organisationId, place.workstationId);
  return entry && { count: entry.sequence, hash: entry.hash };
}
