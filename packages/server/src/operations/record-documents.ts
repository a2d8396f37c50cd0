// The operations that show the documents of the open record.
import { type ItemName, uid } from '@s1kit/contract';
import { OperationError, type OperationFile, type OperationHandlers } from '@s1kit/link';
import { filesOf, findDocument, type StoredDocument } from '../documents/index.js';
import { withNamesOnly } from '../patients/document-names.js';
import { itemsThat, type JournalPage, readPage } from '../patients/journal/index.js';
import { isDocument } from '../patients/record-filter.js';
import type { Work } from '../store/index.js';
import { requireOpenPatient } from './open-patient.js';
import { found, type OperationContext } from './operation-context.js';
import { placeBefore, shownPage } from './record-views.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'record.documents' | 'record.document' | 'record.page'>;

const pageEvents = 100;

export const recordDocumentHandlers: Handlers = {
  'record.documents': async ({ patient, before, limit = pageEvents }, context) => {
    const { organisationId, store } = context.services;
    const { patientId } = await store.read(() => requireOpenPatient(context, patient));
    const kinds: readonly ItemName[] = ['Attachment', 'Letter'];
    const stretch = { organisationId, patientId, kinds, before: placeBefore(before) };
    const page = await readPage(
      store,
      stretch,
      limit,
      itemsThat(({ item }) => isDocument(item.kind)),
    );
    return shownPage(context.may('clinical.read') ? page : namesOf(page));
  },

  'record.document': ({ documentUid, patient }, context) =>
    context.services.store.read(function* () {
      const { fileName, mediaType, pages } = yield* documentOf(context, documentUid, patient);
      return { fileName, mediaType, pages: pages.length };
    }),

  'record.page': async ({ documentUid, page = 1, patient }, context): Promise<OperationFile> => {
    const { organisationId, store } = context.services;
    const document = await store.read(() => documentOf(context, documentUid, patient));
    const file = found(filesOf(document, organisationId, store)[page - 1], 'page of the document');
    // Content comes in pieces whatever it lies in.
    return { fileName: file.name, mediaType: document.mediaType, pieces: pieces(file.pieces) };
  },
};

async function* pieces(content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* content;
}

/** @throws {OperationError} 404 for what the open record does not have */
function* documentOf(context: OperationContext, documentUid: string, named: string | undefined): Work<StoredDocument> {
  const { patientId } = yield* requireOpenPatient(context, named);
  const known = uid.parse(documentUid);
  const document = known === undefined ? undefined : yield* findDocument(context.services.organisationId, patientId, known);
  if (document === undefined) throw new OperationError(404, 'The open record has no such document.');
  return document;
}

/** What may be seen without clinical reading (B4.7), as in the API's replies. */
function namesOf({ events, next }: JournalPage): JournalPage {
  const named = events.map(({ row, items }) => ({
    row: { ...row, linked_problem_uid: null },
    items: items.map(({ place, item }) => ({ place, item: withNamesOnly(item) })),
  }));
  return { events: named, next };
}
