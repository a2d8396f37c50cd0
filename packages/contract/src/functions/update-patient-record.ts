import { demographics, event, identity, nonClinical, recordState, replyIdentity, uid } from '../blocks/index.js';
import { element, flag, many, one, optional } from '../shape/index.js';
import { declareFunction } from './declare.js';

const clinicalUpdate = element('ClinicalUpdate', 'The clinical event to add.', { Event: one(event, 'The event.') });

/** Changes demographics, adds a clinical event, books and changes appointments, visits and tasks (B7.10 to B7.16). */
export const updatePatientRecord = declareFunction({
  name: 'UpdatePatientRecord',
  version: '1.0',
  available: true,
  summary: 'Changes demographics, adds a clinical event, books and changes appointments, visits and tasks.',
  throttle: 'standard',
  right: 'demographics.write',
  writes: true,
  request: element('UpdatePatientRecordRequest', 'Whose record, and what changes. Only what is sent changes.', {
    Identity: one(identity, 'The patient.'),
    Demographics: optional(demographics, 'What changes of the demographics.'),
    Clinical: optional(clinicalUpdate, 'What is added to the clinical record.'),
    NonClinical: optional(nonClinical, 'Appointments, visits and tasks.'),
    LeaveRecordOpen: optional(flag, 'Leaves the changes unsaved on the screen, for the user to save or discard.'),
  }),
  reply: element('UpdatePatientRecordReply', 'What was made.', {
    Identity: one(replyIdentity, 'The patient.'),
    EventUID: optional(uid, 'The event that was added.'),
    ProblemUID: many(uid, 'A problem that was added.'),
    DocumentUID: many(uid, 'A document that was added.'),
    AppointmentUID: many(uid, 'An appointment that was booked or changed.'),
    VisitUID: many(uid, 'A visit that was made or changed.'),
    TaskUID: many(uid, 'A task that was made or changed.'),
    RecordState: one(recordState, 'Whether the record is open on the desktop.'),
  }),
  misplaced: [
    {
      names: ['Slot'],
      found: 'FunctionParameters/NonClinical/Appointment',
      belongs: 'FunctionParameters/NonClinical/Appointment/Clinic',
    },
  ],
  template: (values) => ({
    Identity: { NHSNumber: values.nhsNumber },
    Clinical: { Event: { UserName: values.userName, Narrative: [{ Line: ['Telephoned about the next appointment.'] }] } },
  }),
});
