// A change that a user makes at the screens: judged, planned and carried out by the same code as a request's, and written by no application.
import { decodeRequest, encodeRequest, type OrganisationLists, parseDocument, Refusal, type RequestOf, updatePatientRecord } from '@s1kit/contract';
import { OperationError } from '@s1kit/link';
import { applyChange, type ChangeRequest, type Made, planChange } from '../changes/index.js';
import type { Patient } from '../patients/patient.js';
import { requireNothingUnsavedOf } from '../sessions/index.js';
import type { Work } from '../store/index.js';
import { actingUser } from './acting-user.js';
import { type OperationContext, placeOf } from './operation-context.js';

/**
 * Carries out a change of a patient's record as the signed-in user's own act.
 * @throws {OperationError} 400 for what no request could say, 403, 409
 * @throws {Refusal} as `planChange` and `applyChange` do; RecordOpen while the record has unsaved changes at this workstation
 */
export function* changeAsUser(context: OperationContext, patient: Patient, request: ChangeRequest): Work<{ readonly made: Made; readonly userName: string }> {
  const { clock, directory, organisationId } = context.services;
  const user = yield* actingUser(context);
  const { lists } = yield* directory.current();
  yield* requireNothingUnsavedOf(placeOf(context), patient.patientId);
  const now = clock.now();
  const planned = yield* planChange(patient, judged(patient, request, lists), { organisationId, user, lists, now });
  return { made: yield* applyChange(organisationId, planned, now), userName: user.userName };
}

/** What is sent, as it would come from an application: by the schema of the request, with the organisation's lists. */
function judged({ identity }: Patient, request: ChangeRequest, lists: OrganisationLists): ChangeRequest {
  const { StrategicReportingIdentifier: _, ...named } = identity;
  try {
    const document = encodeRequest(updatePatientRecord, { apiKey: '0', deviceId: '', requestUid: '' }, { Identity: named, ...request });
    const { Demographics, Clinical, NonClinical }: RequestOf<typeof updatePatientRecord> = decodeRequest(updatePatientRecord, parseDocument(document), {
      lists,
      strict: false,
    }).value;
    return { ...(Demographics && { Demographics }), ...(Clinical && { Clinical }), ...(NonClinical && { NonClinical }) };
  } catch (failure) {
    throw failure instanceof Refusal ? new OperationError(400, failure.message) : failure;
  }
}
