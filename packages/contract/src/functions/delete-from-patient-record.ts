import { exampleUid, identity, uid } from '../blocks/index.js';
import { element, many, one, text } from '../shape/index.js';
import { declareFunction } from './declare.js';

/** Deletes what the calling application wrote (B7.18). */
export const deleteFromPatientRecord = declareFunction({
  name: 'DeleteFromPatientRecord',
  version: '1.0',
  available: true,
  summary: 'Deletes items that the calling application wrote: all that are named, or none.',
  throttle: 'standard',
  right: 'clinical.write',
  writes: true,
  request: element('DeleteFromPatientRecordRequest', 'What is deleted, and why.', {
    Identity: one(identity, 'The patient.'),
    Reason: one(text, 'Why; not blank.'),
    EventUID: many(uid, 'An event.'),
    AppointmentUID: many(uid, 'An appointment.'),
    TaskUID: many(uid, 'A task.'),
    VisitUID: many(uid, 'A visit.'),
  }),
  reply: element('DeleteFromPatientRecordReply', 'Empty: everything named was deleted.', {}),
  template: (values) => ({ Identity: { NHSNumber: values.nhsNumber }, Reason: 'Entered for the wrong patient', EventUID: [exampleUid] }),
});
