// UpdatePatientRecord: changes demographics, adds a clinical event, books and changes appointments, visits and tasks (B7.10 to B7.15).
import { updatePatientRecord as declaration, Refusal } from '@s1kit/contract';
import { applyChange, planChange, requireRightsToChange } from '../changes/index.js';
import { behaviour } from '../context.js';
import { findPatient } from '../patients/patient.js';
import { currentSession } from '../sessions/index.js';

export const updatePatientRecord = behaviour(declaration, {
  work: function* (parameters, context) {
    const { clock, concerns, organisationId, user } = context;
    requireRightsToChange(parameters, user);
    const patient = yield* findPatient(organisationId, parameters.Identity);
    concerns(patient);
    if (parameters.LeaveRecordOpen === true) {
      throw new Refusal(
        'FunctionUnavailable',
        'LeaveRecordOpen is not available in this version. Leave it out to have the change saved at once.',
        '/ClientIntegrationRequest/FunctionParameters/LeaveRecordOpen',
      );
    }
    const now = clock.now();
    const change = yield* planChange(patient, parameters, { ...context, now });
    const made = yield* applyChange(organisationId, change, now);
    const isOpen = (yield* currentSession(context))?.record?.patientId === patient.patientId;
    return { Identity: patient.identity, ...made, RecordState: isOpen ? ('Open' as const) : ('Closed' as const) };
  },
});
