import { identity, uid } from '../blocks/index.js';
import { element, many, one, text } from '../shape/index.js';
import { declareFunction } from './declare.js';

const writtenDocument = element('WrittenDocument', 'A file that was written.', { Path: one(text, 'Its path on the workstation.') });

/** Writes a document's file, or files, to a folder of the workstation (B7.17). */
export const getDocument = declareFunction({
  name: 'GetDocument',
  version: '1.0',
  available: true,
  summary: "Writes a document's file, or files, to a folder of the workstation.",
  throttle: 'standard',
  right: 'clinical.read',
  writes: false,
  request: element('GetDocumentRequest', 'Which document, and where it goes.', {
    Identity: one(identity, 'The patient.'),
    DocumentUID: one(uid, 'The document: DocumentUID of an attachment or letter.'),
    WriteTo: one(text, 'An existing folder on the workstation.'),
  }),
  reply: element('GetDocumentReply', 'What was written.', { Document: many(writtenDocument, 'One file.') }),
  template: ({ document, folder }) => ({ Identity: { NHSNumber: document.nhsNumber }, DocumentUID: document.uid, WriteTo: folder }),
});
