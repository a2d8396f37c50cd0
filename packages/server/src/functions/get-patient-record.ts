// GetPatientRecord: a patient's record, whole or filtered (B7.7 to B7.9).
import { getPatientRecord as declaration, type NonClinical, Refusal } from '@s1kit/contract';
import { behaviour, type FunctionContext } from '../context.js';
import { codeLists } from '../directory/code-lists/index.js';
import { readEvents } from '../patients/events.js';
import type { Translation } from '../patients/output-scheme.js';
import { findPatient, type Patient } from '../patients/patient.js';
import { type RecordSelection, rightsToRead, selectionOf, wantsClinical } from '../patients/record-filter.js';
import { replyDemographics } from '../patients/reply-demographics.js';
import { appointmentsOf } from '../schedule/appointments.js';
import { entryLimits } from '../schedule/entry-limits.js';
import { tasksOf } from '../schedule/tasks.js';
import { visitsOf } from '../schedule/visits.js';
import { currentSession, openRecord } from '../sessions/index.js';
import type { Work } from '../store/index.js';

export const getPatientRecord = behaviour(declaration, {
  work: function* (parameters, context) {
    const selection = selectionOf(parameters.Filter);
    checkRights(selection, context);
    const { organisationId, workstationId, application, clock, compat, concerns, outputScheme, store, user } = context;
    const patient = yield* findPatient(organisationId, parameters.Identity);
    concerns(patient);
    const place = { organisationId, workstationId };
    if (parameters.LeaveRecordOpen === true) {
      yield* openRecord(place, patient.patientId, patient.number, application.name, clock.now());
      context.tells?.('record');
    }
    const isOpen = (yield* currentSession(place))?.record?.patientId === patient.patientId;
    const translation: Translation = { scheme: outputScheme, lists: codeLists() };
    const namesOnly = !user.rights.has('clinical.read');
    const wanted = { organisationId, patientId: patient.patientId, selection, translation, namesOnly };
    return {
      Identity: patient.identity,
      ...(selection.demographics ? { Demographics: replyDemographics(patient, translation, compat.plainDemographics) } : {}),
      ...(wantsClinical(selection) ? { Clinical: { Event: yield* readEvents(wanted, store) } } : {}),
      ...(selection.appointments || selection.visits || selection.tasks ? { NonClinical: yield* readNonClinical(organisationId, patient, selection) } : {}),
      RecordState: isOpen ? ('Open' as const) : ('Closed' as const),
    };
  },
});

function checkRights(selection: RecordSelection, { user }: FunctionContext): void {
  const missing = rightsToRead(selection).find((right) => !user.rights.has(right));
  if (missing === undefined) return;
  throw new Refusal(
    'RightMissing',
    `The role of the signed-in user does not include ${missing}, which this request needs. Ask for less with a Filter, or have someone else sign in.`,
    '/ClientIntegrationRequest/FunctionParameters/Filter',
  );
}

function* readNonClinical(organisationId: string, { patientId }: Patient, selection: RecordSelection): Work<NonClinical> {
  const limits = entryLimits(selection.limits);
  return {
    Task: selection.tasks ? yield* tasksOf(organisationId, patientId, limits) : [],
    Appointment: selection.appointments ? (yield* appointmentsOf(organisationId, patientId, limits)).map(({ value }) => value) : [],
    Visit: selection.visits ? (yield* visitsOf(organisationId, patientId, limits)).map(({ value }) => value) : [],
  };
}
