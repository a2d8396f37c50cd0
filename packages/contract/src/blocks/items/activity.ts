import { element, integer, oneOf, optional, type TypeOf, text } from '../../shape/index.js';
import { uid } from '../identifiers.js';

export const activityWith = oneOf('ActivityWith', 'With whom an activity was.', [
  'Nursing Staff',
  'Medical Staff',
  'Voluntary Agency',
  'Benefits Agency',
  'Clinical Nurse Specialist',
  'Discharge Team',
  'Other',
  'Relative',
  'Parent',
  'Telephoned Care Plan Review',
  'Support Network',
  'Child in Need',
  'Nurse Practitioner',
  'Child Protection',
  'Patient',
  'Carer',
  'Patient Record',
  'Other Professional',
  'GP',
]);

/** How something was done; `Email` and `E-mail` are two members (WIRE-FORMAT §5.8). */
export const method = oneOf('Method', 'How it was done.', [
  'Text',
  'Email',
  'Face to face',
  'Telephone',
  'Letter',
  'Fax',
  'E-mail',
  'DNA',
  'Discharge Summary Report',
]);

/** Something that was done with or for the patient. */
export const activity = element('Activity', 'Something that was done with or for the patient.', {
  Performed: optional(text, 'What was done.'),
  With: optional(activityWith, 'With whom.'),
  Method: optional(method, 'How.'),
  Duration: optional(integer, 'For how many minutes.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type Activity = TypeOf<typeof activity>;
