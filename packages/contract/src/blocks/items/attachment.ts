import { element, optional, type TypeOf, text } from '../../shape/index.js';
import { uid } from '../identifiers.js';

/** A file in the record; in requests it stands at DocumentPath or URL, in replies DocumentUID names it. */
export const attachment = element('Attachment', 'A file in the record. In requests it stands at DocumentPath or URL; in replies DocumentUID names it.', {
  DocumentPath: optional(text, 'The path of the file on the workstation.', { only: 'request' }),
  URL: optional(text, 'An address in place of a file.'),
  FileName: optional(text, 'The name of the file.', { only: 'reply' }),
  FileSize: optional(text, 'Number and unit as one text.', { only: 'reply' }),
  DocumentUID: optional(uid, 'Names the file for GetDocument.', { only: 'reply' }),
  Comments: optional(text, 'Words beside it.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type Attachment = TypeOf<typeof attachment>;
