// A change of appointments or visits that a user makes at the screens: judged by the schema of a request, and carried out by the same code.
import { decodeRequest, encodeRequest, type OrganisationLists, parseDocument, Refusal, type RequestOf, updatePatientRecord } from '@s1kit/contract';
import { OperationError } from '@s1kit/link';
import type { ChangeRequest } from '../changes/index.js';
import type { Patient } from '../patients/patient.js';
import { requireNothingUnsavedOf } from '../sessions/index.js';
import type { Work } from '../store/index.js';
import { type OperationContext, placeOf } from './operation-context.js';
import { changeAsUser, type OwnEntry } from './own-acts.js';

/**
 * Changes the schedule of a patient as the signed-in user's own act, at once: the ledger is everybody's.
 * @throws {OperationError} 400 for what no request could say, 403, 409
 * @throws {Refusal} as `changeAsUser` does; RecordOpen while the record has unsaved changes at this workstation
 */
export function* changeSchedule(context: OperationContext, patient: Patient, request: ChangeRequest): Work<OwnEntry> {
  const { lists } = yield* context.services.directory.current();
  yield* requireNothingUnsavedOf(placeOf(context), patient.patientId);
  return yield* changeAsUser(context, patient, judged(patient, request, lists));
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
