import { date, element, flag, one, oneOf, optional, type TypeOf, text } from '../../shape/index.js';
import { drug } from '../code.js';
import { uid } from '../identifiers.js';

export const medicationType = oneOf('MedicationType', 'On what terms a medication is issued.', ['Other medication', 'NHS medication', 'Private issue']);

/** An issue of a medication (WIRE-FORMAT §5.7, §5.8). */
export const medication = element('Medication', 'An issue of a medication.', {
  MedicationType: optional(medicationType, 'On what terms it is issued; NHS medication if left out.'),
  Drug: one(drug, 'The product.'),
  Dose: optional(text, 'The dose in words.', { inReply: 'one', emptyWhenAbsent: true }),
  Quantity: optional(text, 'Amount and unit as one text.', { inReply: 'one', emptyWhenAbsent: true }),
  StartDate: optional(date, 'The first day; the day of the event if left out.'),
  EndDate: optional(date, 'The last day.'),
  EndReason: optional(text, 'Why it ended.', { only: 'reply', inReply: 'one', emptyWhenAbsent: true }),
  RepeatIssue: optional(flag, 'An issue of a repeat medication.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type Medication = TypeOf<typeof medication>;
