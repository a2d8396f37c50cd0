import { appointment, attachment, clinicalCode, identity, letter, medication, task } from '../blocks/index.js';
import { element, one, optional } from '../shape/index.js';
import { declareFunction } from './declare.js';

/** Opens a dialog on the desktop, filled in (B7.21). */
export const launchFunctionality = declareFunction({
  name: 'LaunchFunctionality',
  version: '1.0',
  available: true,
  summary: 'Opens a dialog on the desktop for the patient, filled in; the user decides.',
  throttle: 'standard',
  right: 'launch',
  writes: false,
  request: element('LaunchFunctionalityRequest', 'Whose record, and exactly one of the dialogs with what it is filled with.', {
    Identity: one(identity, 'The patient.'),
    Medication: optional(medication, 'Prescribing.'),
    ClinicalCode: optional(clinicalCode, 'Coding.'),
    Attachment: optional(attachment, 'An attachment.'),
    Letter: optional(letter, 'A letter.'),
    Appointment: optional(appointment, 'Booking.'),
    Task: optional(task, 'A task.'),
  }),
  reply: element('LaunchFunctionalityReply', 'Empty: the dialog is open.', {}),
  template: (values) => ({ Identity: { NHSNumber: values.nhsNumber }, Task: { Content: 'Ask about the next appointment.' } }),
});
