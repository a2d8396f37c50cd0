// What a user does to the open record at the screens, as their own act: no application has written it.
import { OperationError } from '@s1kit/link';
import { applyChange, type ChangeRequest, eventPath, type KeptDocuments, type Made, madeBy, planChange, requireRightsToChange } from '../changes/index.js';
import { type Holder, releaseContent, requireTaken, settleContent, takeDocuments, takeUpload, type UploadedFile } from '../documents/index.js';
import { namedFiles } from '../functions/named-files.js';
import { loadPatient, type Patient } from '../patients/patient.js';
import { hexOf } from '../random.js';
import { currentSession, type DialogContent, hasUnsavedOf, keepUnsaved } from '../sessions/index.js';
import type { Work } from '../store/index.js';
import { actingUser } from './acting-user.js';
import { type OperationContext, placeOf } from './operation-context.js';

/** What an act has made, or will have made once it is saved. */
export interface OwnEntry {
  readonly made: Made;
  readonly unsaved: boolean;
  /** Whose act it is. */
  readonly userName: string;
}

/** The patient whose record is open, if one is. */
export function* openPatientAt({ services, workstation }: OperationContext): Work<Patient | undefined> {
  const open = (yield* currentSession(workstation.place))?.record;
  return open && (yield* loadPatient(services.organisationId, open.patientId));
}

/** The same, where it is still the one that the user saw. @throws {OperationError} 409 */
export function* openPatientAs(context: OperationContext, number: string): Work<Patient> {
  const patient = yield* openPatientAt(context);
  if (patient === undefined) throw new OperationError(409, 'No record is open.');
  if (patient.number !== number) throw new OperationError(409, 'Another record is open by now: nothing was changed. Open the one that you mean.');
  return patient;
}

/** The same for acts that need not say whom they mean. @throws {OperationError} 409 */
export function* requireMeant(context: OperationContext, number: string | undefined): Work<void> {
  if (number !== undefined) yield* openPatientAs(context, number);
}

/**
 * Changes a patient's record as the signed-in user's own act: saved at once, or where that record has unsaved changes as one of them, so that what is built on
 * these is saved after them.
 * @throws {Refusal} as an update is refused
 */
export function* changeAsUser(context: OperationContext, patient: Patient, request: ChangeRequest, documents?: KeptDocuments): Work<OwnEntry> {
  const { clock, directory, organisationId } = context.services;
  const place = placeOf(context);
  const user = yield* actingUser(context);
  const { userName } = user;
  const { lists } = yield* directory.current();
  const now = clock.now();
  const change = yield* planChange(patient, request, { organisationId, user, lists, now }, documents);
  if (!(yield* hasUnsavedOf(place, patient.patientId))) return { made: yield* applyChange(organisationId, change, now), unsaved: false, userName };
  yield* keepUnsaved(place, change, { by: userName, now });
  return { made: madeBy(change), unsaved: true, userName };
}

/** The request that makes what a dialog is filled in with. */
export function requestOf({ Medication, ClinicalCode, Attachment, Letter, Appointment, Task }: DialogContent): ChangeRequest {
  if (Appointment !== undefined) return { NonClinical: { Appointment: [Appointment] } };
  if (Task !== undefined) return { NonClinical: { Task: [Task] } };
  const items = {
    ...(Medication && { Medication: [Medication] }),
    ...(ClinicalCode && { ClinicalCode: [ClinicalCode] }),
    ...(Attachment && { Attachment: [Attachment] }),
    ...(Letter && { Letter: [Letter] }),
  };
  return { Clinical: { Event: items } };
}

/** The content with an uploaded file as its document. @throws {OperationError} 400 for what has no document */
export function withUpload(content: DialogContent, documents: KeptDocuments | undefined): DialogContent {
  const [name] = documents?.keys() ?? [];
  if (name === undefined) return content;
  const { Attachment: attachment, Letter: letter } = content;
  if (attachment !== undefined) return { Attachment: { ...attachment, DocumentPath: name } };
  if (letter !== undefined) return { Letter: { ...letter, DocumentPath: name } };
  throw new OperationError(400, 'A file belongs to an attachment or a letter.');
}

/** What is done with files that were taken for it. */
export interface WithFiles<T> {
  readonly content: DialogContent;
  /** The files that it names and that are kept already. */
  readonly kept?: KeptDocuments;
  readonly file: UploadedFile | undefined;
  readonly work: (request: ChangeRequest, documents: KeptDocuments) => Work<T>;
}

/**
 * Takes the files of an entry, uploaded or on the workstation, and does the work with them; nothing of them stays where it fails.
 * @throws {Refusal} RightMissing, PathRefused
 */
export async function withFiles<T>(context: OperationContext, { content, file, kept = new Map(), work }: WithFiles<T>): Promise<T> {
  const { services, workstation } = context;
  const { organisationId, random, store } = services;
  // Nobody has a file read or kept who may not write it.
  requireRightsToChange(requestOf(content), await store.read(() => actingUser(context)));
  const holder: Holder = `request:${hexOf(random, 16)}`;
  const uploaded = file === undefined ? undefined : await takeUpload(file, { organisationId, store, holder });
  try {
    const request = requestOf(withUpload(content, uploaded?.value));
    const documents = new Map([...kept, ...(uploaded?.value ?? [])]);
    const files = request.Clinical === undefined ? [] : namedFiles(request.Clinical.Event, eventPath);
    const others = files.filter(({ path }) => !documents.has(path));
    const taken = others.length === 0 ? undefined : await takeDocuments(others, { organisationId, store, desktop: workstation.desktop, holder });
    return await store.write(function* () {
      for (const one of [uploaded, taken]) if (one !== undefined) yield* requireTaken(one.value, { organisationId, holder });
      const done = yield* work(request, new Map([...documents, ...(taken?.value ?? [])]));
      yield* settleContent(organisationId, holder);
      return done;
    });
  } catch (failure) {
    await store.write(() => releaseContent(organisationId, holder));
    throw failure;
  }
}
