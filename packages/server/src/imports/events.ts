// The clinical events of a patient of a file, with their documents.
import { createHash } from 'node:crypto';
import { type ClinicalItem, encodeEvent, encoderVersion, itemNames, type Uid } from '@s1kit/contract';
import { fileSizeText } from '../documents/names.js';
import { nextIds, uidOf } from '../identifiers.js';
import { eventValue } from '../patients/event-value.js';
import { insertDocument, insertEvent, insertPage } from '../patients/insertions.js';
import { run, sql, type Work } from '../store/index.js';
import { fromUk } from '../uk-time.js';
import type { Author } from './authors.js';
import { ImportError } from './import-error.js';
import { itemOf } from './parse.js';
import type { ImportEvent } from './schema.js';

interface NewDocument {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly documentId: number;
}

/**
 * @param pointer where the patient stands in the file
 * @returns how many events there are
 * @throws {ImportError} where one is of nobody
 */
export function* addEvents(
  organisationId: string,
  patientId: number,
  events: readonly ImportEvent[],
  authors: ReadonlyMap<string, Author>,
  pointer: string,
): Work<number> {
  if (events.length === 0) return 0;
  const firstId = yield* nextIds(organisationId, 'event', events.length);
  const problems = yield* nameProblems(organisationId, events);
  for (const [index, event] of events.entries()) {
    const author = authors.get(event.userName);
    if (author === undefined) {
      throw new ImportError(`${pointer}/events/${index}/userName`, 'is the user name of nobody. Use one of the environment or of this document.');
    }
    const documents: NewDocument[] = [];
    const items: ClinicalItem[] = [];
    for (const item of event.items) items.push(yield* storedItem(organisationId, itemOf(item), problems, documents));
    const row = {
      event_id: firstId + index,
      effective_at: event.dateTime,
      user_name: event.userName,
      done_by: event.doneBy ?? author.doneBy,
      done_at: event.doneAt ?? author.siteName,
      software: null,
      method: event.method ?? null,
      linked_referral_uid: null,
      linked_problem_uid: null,
    };
    const xml = Buffer.from(encodeEvent(eventValue(row, items)), 'latin1');
    const kinds = items.reduce((mask, { kind }) => mask | (2 ** itemNames.indexOf(kind)), 0);
    yield* run(
      insertEvent,
      organisationId,
      patientId,
      row.event_id,
      row.effective_at,
      fromUk(event.enteredAt ?? event.dateTime) ?? 0,
      row.user_name,
      row.done_by,
      row.done_at,
      row.method,
      kinds,
      JSON.stringify(items),
      xml,
      encoderVersion,
    );
    for (const document of documents) yield* addDocument(organisationId, patientId, row.event_id, document);
  }
  return events.length;
}

/** Gives each problem its identifier: those with a name of the file's, by that name. */
function* nameProblems(organisationId: string, events: readonly ImportEvent[]): Work<ReadonlyMap<string, Uid>> {
  const names = events.flatMap(({ items }) => items.flatMap((item) => item.ClinicalCode?.ProblemUID ?? []));
  if (names.length === 0) return new Map();
  const firstId = yield* nextIds(organisationId, 'problem', names.length);
  return new Map(names.map((name, index) => [String(name), uidOf(firstId + index)]));
}

/** An item as records keep it: with the environment's identifiers in the place of the file's names. */
function* storedItem(organisationId: string, item: ClinicalItem, problems: ReadonlyMap<string, Uid>, documents: NewDocument[]): Work<ClinicalItem> {
  const { Content, MediaType, ...value } = item.value as Readonly<Record<string, unknown>>;
  const stored: Record<string, unknown> = { ...value };
  if (typeof value.LinkedProblemUID === 'string') stored.LinkedProblemUID = problems.get(value.LinkedProblemUID);
  if (typeof value.ProblemUID === 'string') stored.ProblemUID = problems.get(value.ProblemUID);
  else if (item.kind === 'ClinicalCode' && value.ProblemSeverity !== undefined) stored.ProblemUID = uidOf(yield* nextIds(organisationId, 'problem', 1));
  if (typeof Content === 'string') {
    const bytes = Buffer.from(Content, 'base64');
    const documentId = yield* nextIds(organisationId, 'document', 1);
    const fileName = typeof value.FileName === 'string' ? value.FileName : `document-${documentId}`;
    stored.FileName = fileName;
    stored.FileSize = fileSizeText(bytes.length);
    stored.DocumentUID = uidOf(documentId);
    documents.push({ fileName, mediaType: typeof MediaType === 'string' ? MediaType : 'application/octet-stream', bytes, documentId });
  }
  // The form was checked against the contract's own shapes; only identifiers and files were put in.
  return { kind: item.kind, value: stored } as unknown as ClinicalItem;
}

function* addDocument(organisationId: string, patientId: number, eventId: number, { documentId, fileName, mediaType, bytes }: NewDocument): Work<void> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  yield* run(insertContent, organisationId, hash, bytes);
  yield* run(insertDocument, organisationId, documentId, patientId, eventId, fileName, mediaType);
  yield* run(insertPage, organisationId, documentId, 1, hash);
}

const insertContent = sql`INSERT INTO document_content (organisation_id, content_hash, bytes) VALUES (?, ?, ?)
  ON CONFLICT (organisation_id, content_hash, part) DO UPDATE SET content_hash = excluded.content_hash`;
