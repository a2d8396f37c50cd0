import { date, element, fromList, oneOf, optional, type TypeOf, text } from '../../shape/index.js';
import { uid } from '../identifiers.js';

export const recallType = fromList('RecallType', "One of the organisation's recall types.", 'recallTypes');
export const recallStatus = oneOf('RecallStatus', 'How far a recall has come.', [
  'Awaiting Result',
  'Pending',
  '1st Recall',
  '2nd Recall',
  '3rd Recall',
  'Seen',
  'Cancelled by patient',
  'Cancelled by clinician',
]);

/** The patient is to be called in. */
export const recall = element('Recall', 'The patient is to be called in.', {
  RecallDate: optional(date, 'The day on which to call.'),
  Type: optional(recallType, 'What for.'),
  FreeText: optional(text, 'Words beside it.'),
  Status: optional(recallStatus, 'How far it has come.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type Recall = TypeOf<typeof recall>;
