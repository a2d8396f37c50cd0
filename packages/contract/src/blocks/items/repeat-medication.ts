import { date, element, integer, one, oneOf, optional, type TypeOf, text } from '../../shape/index.js';
import { drug } from '../code.js';
import { uid } from '../identifiers.js';

export const repeatMedicationType = oneOf('RepeatMedicationType', 'On what terms a repeat medication is issued.', ['NHS medication', 'Private issue']);

/** A template from which a medication is issued again and again. */
export const repeatMedication = element('RepeatMedication', 'A template from which a medication is issued again and again.', {
  Drug: one(drug, 'The product.'),
  Dose: optional(text, 'The dose in words.'),
  Quantity: optional(text, 'Amount and unit as one text.'),
  StartDate: optional(date, 'The first day.'),
  EndDate: optional(date, 'The day on which it was ended.', { only: 'reply' }),
  MaxIssues: optional(integer, 'How often it may be issued before a review.'),
  ReviewDate: optional(date, 'The day of the next review.'),
  IssueDurationDays: optional(integer, 'How many days an issue lasts.'),
  MedicationType: optional(repeatMedicationType, 'On what terms it is issued; NHS medication if left out.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type RepeatMedication = TypeOf<typeof repeatMedication>;
