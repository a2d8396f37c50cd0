// A document of a patient's record, and its files as the desktop is to write them (B7.17).
import type { Uid } from '@s1kit/contract';
import type { OutgoingFile } from '@s1kit/link';
import { idOf } from '../identifiers.js';
import { all, first, type Store, sql, type Work } from '../store/index.js';
import { readContent } from './content.js';
import { pageNames } from './names.js';

export interface StoredDocument {
  readonly fileName: string;
  readonly mediaType: string;
  /** The hashes of its contents, a page each. */
  readonly pages: readonly string[];
}

/** The document of that identifier, if it is in this patient's record. */
export function* findDocument(organisationId: string, patientId: number, documentUid: Uid): Work<StoredDocument | undefined> {
  const documentId = idOf(documentUid);
  if (documentId === undefined) return undefined;
  const row = yield* first<{ file_name: string; media_type: string }>(selectDocument, organisationId, documentId, patientId);
  if (row === undefined) return undefined;
  const pages = yield* all<{ content_hash: string }>(selectPages, organisationId, documentId);
  return { fileName: row.file_name, mediaType: row.media_type, pages: pages.map(({ content_hash: hash }) => hash) };
}

/** A file for each page; their content is read while they are written. */
export function filesOf(document: StoredDocument, organisationId: string, store: Pick<Store, 'readPortions'>): readonly OutgoingFile[] {
  const names = pageNames(document.fileName, document.pages.length);
  return document.pages.map((hash, index) => ({ name: names[index] ?? '', pieces: readContent(store, organisationId, hash) }));
}

const selectDocument = sql`SELECT file_name, media_type FROM document WHERE organisation_id = ? AND document_id = ? AND patient_id = ?`;
const selectPages = sql`SELECT content_hash FROM document_page WHERE organisation_id = ? AND document_id = ? ORDER BY page`;
