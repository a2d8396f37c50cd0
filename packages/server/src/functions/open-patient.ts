// The patient whose record is open on the desktop that a request comes from.
import type { FunctionContext } from '../context.js';
import { loadPatient, type Patient } from '../patients/patient.js';
import { currentSession } from '../sessions/index.js';
import type { Work } from '../store/index.js';

/** That patient, marked in the audit as the one that the request is about; `undefined` where no record is open. */
export function* openPatient({ organisationId, workstationId, concerns }: FunctionContext): Work<Patient | undefined> {
  const session = yield* currentSession({ organisationId, workstationId });
  if (session?.record === undefined) return undefined;
  const patient = yield* loadPatient(organisationId, session.record.patientId);
  if (patient !== undefined) concerns(patient);
  return patient;
}
