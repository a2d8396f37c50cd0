import { date, element, fromList, oneOf, optional, type TypeOf, text } from '../../shape/index.js';
import { address } from '../address.js';
import { uid } from '../identifiers.js';
import { personName } from '../person.js';

export const letterType = fromList('LetterType', "One of the organisation's letter types.", 'letterTypes');
export const letterDirection = oneOf('LetterDirection', 'Which way a letter went.', ['Incoming', 'Outgoing', 'Other']);

/** A letter; in requests its file stands at DocumentPath, in replies it is named by DocumentUID. */
export const letter = element('Letter', 'A letter. In requests its file stands at DocumentPath; in replies DocumentUID names it.', {
  RecipientName: optional(personName, 'To whom.'),
  RecipientOrganisation: optional(text, 'To which organisation.'),
  RecipientAddress: optional(address, 'To which address.'),
  SenderName: optional(personName, 'From whom.'),
  SenderOrganisation: optional(text, 'From which organisation.'),
  SenderAddress: optional(address, 'From which address.'),
  DocumentPath: optional(text, 'The path of the file on the workstation.', { only: 'request' }),
  FileName: optional(text, 'The name of the file.', { only: 'reply' }),
  FileSize: optional(text, 'Number and unit as one text.', { only: 'reply' }),
  DocumentUID: optional(uid, 'Names the file for GetDocument.', { only: 'reply' }),
  Type: optional(letterType, 'What kind of letter.'),
  Direction: optional(letterDirection, 'Which way it went.'),
  DateSentReceived: optional(date, 'The day on which it was sent or received.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type Letter = TypeOf<typeof letter>;
