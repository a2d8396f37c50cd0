// The bytes of documents: kept once for each content, in parts, for as long as a document or a holder needs them.
// Content is kept before the unit of work that refers to it, so that a large file holds nobody up; a claim says for whom, until it does.
import { createHash } from 'node:crypto';
import { Refusal } from '@s1kit/contract';
import { all, first, run, type Store, sql, type Work } from '../store/index.js';
import { partBytes } from './limits.js';

/** Who needs content though no document of a record refers to it. */
export type Holder = `request:${string}` | `dialog:${string}` | `unsaved:${string}` | 'deleted';

/** For whom a request keeps the files that it names, until documents refer to them. */
export function holderOfRequest({ responseUid }: { readonly responseUid: string }): Holder {
  return `request:${responseUid}`;
}

type ContentStore = Pick<Store, 'write'>;

/**
 * Keeps content for a holder.
 * @returns its hash, by which documents refer to it
 * @throws {Refusal} NotRecorded if the data is replaced meanwhile
 */
export async function keepContent(store: ContentStore, organisationId: string, holder: Holder, bytes: Uint8Array): Promise<string> {
  const parts = partsOf(bytes);
  const digest = createHash('sha256');
  for (const part of parts) {
    digest.update(part);
    if (parts.length > 1) await new Promise((resolve) => setImmediate(resolve));
  }
  const hash = digest.digest('hex');
  for (const [index, part] of parts.entries()) {
    await store.write(function* () {
      // The claim comes first: from then on nobody else's refusal takes the content away.
      if (index === 0) yield* claimContent(organisationId, holder, [hash]);
      else yield* requireClaims(organisationId, holder, [hash]);
      yield* run(insertPart, organisationId, hash, index + 1, part);
    });
  }
  return hash;
}

function partsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / partBytes));
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * partBytes, (index + 1) * partBytes));
}

/** Claims content that is kept already for one more holder. */
export function* claimContent(organisationId: string, holder: Holder, hashes: readonly string[]): Work<void> {
  for (const hash of new Set(hashes)) yield* run(insertClaim, organisationId, hash, holder);
}

/**
 * Makes sure that what a request has kept is still there: where the data was replaced since (B9.2), its content and its claims went with the old.
 * @throws {Refusal} NotRecorded
 */
export function* requireClaims(organisationId: string, holder: Holder, hashes: readonly string[]): Work<void> {
  for (const hash of hashes) {
    if ((yield* first(selectOwnClaim, organisationId, hash, holder)) !== undefined) continue;
    throw new Refusal('NotRecorded', 'The data of the environment was replaced while the files were read, so nothing was changed. Send the request again.');
  }
}

/** Ends a holder's claims where documents, or other holders, now need what it claimed. */
export function* settleContent(organisationId: string, holder: Holder): Work<void> {
  yield* run(deleteClaims, organisationId, holder);
}

/** Ends a holder's claims, and drops the content that nobody needs any longer. */
export function* releaseContent(organisationId: string, holder: Holder): Work<void> {
  const claimed = yield* all<{ content_hash: string }>(selectClaimed, organisationId, holder);
  yield* run(deleteClaims, organisationId, holder);
  for (const { content_hash: hash } of claimed) {
    if ((yield* first(selectClaim, organisationId, hash)) !== undefined || (yield* first(selectPage, organisationId, hash)) !== undefined) continue;
    yield* run(deleteContent, organisationId, hash);
  }
}

/** Releases what requests held that a crash cut off, or that were on their way when a snapshot was taken. To be run where there are no others. */
export function* releaseLeftovers(organisationId: string): Work<void> {
  const holders = yield* all<{ holder: Holder }>(selectRequests, organisationId);
  for (const { holder } of holders) yield* releaseContent(organisationId, holder);
}

/** Content piece by piece, read while it is handed on. */
export async function* readContent(store: Pick<Store, 'readPortions'>, organisationId: string, hash: string): AsyncGenerator<Uint8Array> {
  let found = false;
  const parts = store.readPortions<Part>((last) => first<Part>(selectPart, organisationId, hash, last?.part ?? 0));
  for await (const { bytes } of parts) {
    found = true;
    yield bytes;
  }
  if (!found) throw new Error('A document has no content.');
}

type Part = { readonly part: number; readonly bytes: Uint8Array };

const insertClaim = sql`INSERT INTO content_claim (organisation_id, content_hash, holder) VALUES (?, ?, ?)
  ON CONFLICT (organisation_id, content_hash, holder) DO NOTHING`;
const selectClaimed = sql`SELECT content_hash FROM content_claim WHERE organisation_id = ? AND holder = ? ORDER BY content_hash`;
const selectClaim = sql`SELECT holder FROM content_claim WHERE organisation_id = ? AND content_hash = ? LIMIT 1`;
const selectOwnClaim = sql`SELECT holder FROM content_claim WHERE organisation_id = ? AND content_hash = ? AND holder = ?`;
const selectPage = sql`SELECT page FROM document_page WHERE organisation_id = ? AND content_hash = ? LIMIT 1`;
const selectRequests = sql`SELECT DISTINCT holder FROM content_claim WHERE organisation_id = ? AND holder LIKE 'request:%'`;
const deleteClaims = sql`DELETE FROM content_claim WHERE organisation_id = ? AND holder = ?`;
const insertPart = sql`INSERT INTO document_content (organisation_id, content_hash, part, bytes) VALUES (?, ?, ?, ?)
  ON CONFLICT (organisation_id, content_hash, part) DO NOTHING`;
const deleteContent = sql`DELETE FROM document_content WHERE organisation_id = ? AND content_hash = ?`;
const selectPart = sql`SELECT part, bytes FROM document_content WHERE organisation_id = ? AND content_hash = ? AND part > ? ORDER BY part LIMIT 1`;
