// The patient whose record is open at the workstation: nothing is read of any other, so that the audit has who saw whom (B8.4).
import { OperationError } from '@s1kit/link';
import { loadPatient, type Patient } from '../patients/patient.js';
import { currentSession } from '../sessions/index.js';
import type { Work } from '../store/index.js';
import { type OperationContext, placeOf } from './operation-context.js';

/** That patient, and since when; `undefined` where no record is open. */
export function* openPatientOf(
  context: OperationContext,
): Work<{ readonly patient: Patient; readonly openedAt: number; readonly openedBy: string } | undefined> {
  const place = placeOf(context);
  const open = (yield* currentSession(place))?.record;
  if (open === undefined) return undefined;
  const patient = yield* loadPatient(place.organisationId, open.patientId);
  return patient && { patient, openedAt: open.openedAt, openedBy: open.openedBy };
}

/**
 * The same, for what is read of an open record alone.
 * @param named as `record.banner` names the patient who is meant
 * @throws {OperationError} 409 where no record is open, or by now another one
 */
export function* requireOpenPatient(context: OperationContext, named: string | undefined): Work<Patient> {
  const open = yield* openPatientOf(context);
  if (open === undefined) throw new OperationError(409, 'No record is open at this workstation. Open one first.');
  if (named !== undefined && named !== String(open.patient.patientId)) {
    throw new OperationError(409, 'Another record is open at this workstation by now.');
  }
  return open.patient;
}
