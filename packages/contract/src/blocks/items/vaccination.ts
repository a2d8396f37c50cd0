import { element, oneOf, optional, type TypeOf, text } from '../../shape/index.js';
import { uid } from '../identifiers.js';

export const vaccinationPart = oneOf('VaccinationPart', 'Which part of a course a vaccination is.', [
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  'Single',
  '1st Scheduled Booster',
  '2nd Scheduled Booster',
  'Booster',
  'Unspecified Booster',
  'Adolescent 1',
  'Adolescent 2',
  'Under 1 yr',
  'At Birth',
  '2 Months',
  '4 Months',
  '6 Months',
  '9 Months',
  '12 Months',
  '18 Months',
  '24 Months',
  'Primary',
]);

/** A vaccination given. */
export const vaccination = element('Vaccination', 'A vaccination given.', {
  BatchNumber: optional(text, 'The batch.'),
  Notes: optional(text, 'Words beside it.'),
  Name: optional(text, 'The vaccine.'),
  PartType: optional(vaccinationPart, 'Which part of the course it is.'),
  Dosage: optional(text, 'The dose.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type Vaccination = TypeOf<typeof vaccination>;
