// The operations on the dialogs that applications have opened: shown, and answered by the user (B7.21).
import { OperationError, type OperationHandlers } from '@s1kit/link';
import { applyChange, type ChangeRequest, eventPath, type KeptDocuments, type Made, planChange } from '../changes/index.js';
import { loadStaffMember, type StaffMember } from '../directory/index.js';
import { type Holder, requireTaken, settleContent, takeDocuments } from '../documents/index.js';
import { namedFiles } from '../functions/named-files.js';
import { loadPatient } from '../patients/patient.js';
import { hexOf } from '../random.js';
import { currentSession, type Dialog, type DialogContent, dialogNames, endDialog, openDialogs, requireNothingUnsavedOf } from '../sessions/index.js';
import type { Work } from '../store/index.js';
import { editedContent } from './dialog-content.js';
import { found, isoTime, type OperationContext, placeOf, tellAll } from './operation-context.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'dialogs.list' | 'dialogs.answer'>;

export const dialogHandlers: Handlers = {
  'dialogs.list': async (_input, context) => {
    const dialogs = await context.services.store.read(() => openDialogs(placeOf(context)));
    return dialogs.map((dialog) => ({ ...shownDialog(dialog), element: dialog.element, content: { ...dialog.content[dialog.element] } }));
  },

  'dialogs.answer': async ({ id, answer, content }, context) => {
    const { services, workstation } = context;
    if (answer === 'dismiss') {
      await services.store.write(function* () {
        yield* endDialog(placeOf(context), yield* dialogOf(context, id), 'dismissed', (yield* answerer(context)).userName, services.clock.now());
      });
      workstation.desktop.notify({ event: 'dialog' });
      return { id, answer, made: null };
    }
    const made = await accept(context, id, content);
    workstation.desktop.notify({ event: 'dialog' });
    tellAll(services, 'record');
    return { id, answer, made: { ...made } };
  },
};

/** What is shown of a dialog wherever it is named. */
export function shownDialog({ dialogId, element, patientNumber, applicationName, openedAt }: Dialog) {
  return { id: dialogId, dialog: dialogNames[element], nhsNumber: patientNumber, application: applicationName, openedAt: isoTime(openedAt) };
}

/** Makes the entry as the user's own act: no application has written it. */
async function accept(context: OperationContext, id: number, edited: Readonly<Record<string, unknown>> | undefined): Promise<Made> {
  const { services, workstation } = context;
  const { clock, organisationId, random, store } = services;
  const { dialog, lists } = await store.read(function* () {
    return { dialog: yield* dialogOf(context, id), lists: (yield* services.directory.current()).lists };
  });
  const content = edited === undefined ? dialog.content : editedContent(dialog.element, edited, lists);
  const request = requestOf(content);
  const holder: Holder = `request:${hexOf(random, 16)}`;
  const files = request.Clinical === undefined ? [] : namedFiles(request.Clinical.Event, eventPath);
  // What the dialog was filled in with was read when it was opened.
  const others = files.filter(({ path }) => !dialog.documents.has(path));
  const taken = others.length === 0 ? undefined : await takeDocuments(others, { organisationId, store, desktop: workstation.desktop, holder });
  try {
    return await store.write(function* () {
      const user = yield* answerer(context);
      const standing = yield* dialogOf(context, id);
      const patient = found(yield* loadPatient(organisationId, standing.patientId), 'patient');
      yield* requireNothingUnsavedOf(placeOf(context), patient.patientId);
      if (taken !== undefined) yield* requireTaken(taken.value, { organisationId, holder });
      const documents: KeptDocuments = new Map([...standing.documents, ...(taken?.value ?? [])]);
      const now = clock.now();
      const made = yield* applyChange(organisationId, yield* planChange(patient, request, { organisationId, user, lists, now }, documents), now);
      yield* endDialog(placeOf(context), standing, 'accepted', user.userName, now);
      yield* settleContent(organisationId, holder);
      return made;
    });
  } catch (failure) {
    await taken?.undo();
    throw failure;
  }
}

function requestOf({ Medication, ClinicalCode, Attachment, Letter, Appointment, Task }: DialogContent): ChangeRequest {
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

function* dialogOf(context: OperationContext, id: number): Work<Dialog> {
  return found(
    (yield* openDialogs(placeOf(context))).find(({ dialogId }) => dialogId === id),
    'dialog',
  );
}

/** Who answers: the user who is signed in at the workstation. */
function* answerer({ actor, services, workstation }: OperationContext): Work<StaffMember> {
  const session = yield* currentSession(workstation.place);
  if (session === undefined) throw new OperationError(409, 'Nobody is signed in: a dialog is answered by a user.');
  if (actor.kind === 'user' && actor.userName !== session.userName) throw new OperationError(403, 'Another user is signed in at this workstation.');
  return found(yield* loadStaffMember(services.organisationId, session.userName), 'user');
}
