// UpdatePatientRecord: changes demographics, adds a clinical event, books and changes appointments, visits and tasks (B7.10 to B7.16).
import { updatePatientRecord as declaration, type RequestOf } from '@s1kit/contract';
import { applyChange, eventPath, type KeptDocuments, type Made, madeBy, type PlannedChange, planChange, requireRightsToChange } from '../changes/index.js';
import { behaviour, type FunctionContext } from '../context.js';
import { holderOfRequest, type NamedFile, requireTaken, settleContent, takeDocuments } from '../documents/index.js';
import { findPatient } from '../patients/patient.js';
import { currentSession, keepUnsaved, requireNothingUnsavedOf, requireNothingUnsavedOfOthers } from '../sessions/index.js';
import type { Work } from '../store/index.js';
import { namedFiles } from './named-files.js';
import { stillSignedIn } from './still-signed-in.js';

export const updatePatientRecord = behaviour(declaration, {
  goesOutside: (parameters) => filesOf(parameters).length > 0,
  outside: async (parameters, context) => {
    const { concerns, desktop, organisationId, store, user } = context;
    // Nobody has a file read who may not write it, or for no patient.
    requireRightsToChange(parameters, user);
    concerns(await store.read(() => findPatient(organisationId, parameters.Identity)));
    return await takeDocuments(filesOf(parameters), { organisationId, store, desktop, holder: holderOfRequest(context) });
  },
  work: function* (parameters, context, documents: KeptDocuments | undefined) {
    const { clock, concerns, organisationId } = context;
    const user = documents === undefined ? context.user : yield* stillSignedIn(declaration, context);
    requireRightsToChange(parameters, user);
    const patient = yield* findPatient(organisationId, parameters.Identity);
    concerns(patient);
    if (parameters.LeaveRecordOpen === true) yield* requireNothingUnsavedOfOthers(context, patient.patientId);
    else yield* requireNothingUnsavedOf(context, patient.patientId);
    if (documents !== undefined) yield* requireTaken(documents, { organisationId, holder: holderOfRequest(context) });
    const now = clock.now();
    const change = yield* planChange(patient, parameters, { ...context, user, now }, documents);
    const made = parameters.LeaveRecordOpen === true ? yield* leaveUnsaved(change, context, now) : yield* applyChange(organisationId, change, now);
    if (documents !== undefined) yield* settleContent(organisationId, holderOfRequest(context));
    context.tellsAll?.();
    const isOpen = (yield* currentSession(context))?.record?.patientId === patient.patientId;
    return { Identity: patient.identity, ...made, RecordState: isOpen ? ('Open' as const) : ('Closed' as const) };
  },
});

/** The change stands unsaved on the screen; what it will have made is told already (B7.16). */
function* leaveUnsaved(change: PlannedChange, context: FunctionContext, now: number): Work<Made> {
  yield* keepUnsaved(context, change, { by: context.application.name, now });
  return madeBy(change);
}

function filesOf({ Clinical: clinical }: RequestOf<typeof declaration>): readonly NamedFile[] {
  return clinical === undefined ? [] : namedFiles(clinical.Event, eventPath);
}
