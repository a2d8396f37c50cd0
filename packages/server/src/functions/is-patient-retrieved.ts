// IsPatientRetrieved: whether a record is open, or that of the patient named (B7.5).
import { isPatientRetrieved as declaration } from '@s1kit/contract';
import { behaviour } from '../context.js';
import { findPatient } from '../patients/patient.js';
import { currentSession } from '../sessions/index.js';

export const isPatientRetrieved = behaviour(declaration, {
  work: function* ({ Identity: identity }, { organisationId, workstationId, concerns }) {
    const patient = identity === undefined ? undefined : yield* findPatient(organisationId, identity);
    if (patient !== undefined) concerns(patient);
    const open = (yield* currentSession({ organisationId, workstationId }))?.record;
    return { Retrieved: open !== undefined && (patient === undefined || open.patientId === patient.patientId) };
  },
});
