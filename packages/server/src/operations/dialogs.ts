// The operations on the dialogs that applications have opened: shown, and answered by the user (B7.21).
import type { InputOf, OperationHandlers } from '@s1kit/link';
import { codeLists } from '../directory/code-lists/index.js';
import { loadPatient } from '../patients/patient.js';
import { type Dialog, type DialogContent, dialogNames, endDialog, openDialogs } from '../sessions/index.js';
import type { Work } from '../store/index.js';
import { actingUser } from './acting-user.js';
import { editedContent } from './dialog-content.js';
import { found, isoTime, type OperationContext, placeOf, tellAll } from './operation-context.js';
import { changeAsUser, type OwnEntry, requireMeant, withFiles } from './own-acts.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'dialogs.list' | 'dialogs.answer'>;

export const dialogHandlers: Handlers = {
  'dialogs.list': async (_input, context) => {
    const dialogs = await context.services.store.read(() => openDialogs(placeOf(context)));
    return dialogs.map((dialog) => {
      const { content, element } = dialog;
      return { ...shownDialog(dialog), element, content: { ...content[element] }, listed: listedName(content) };
    });
  },

  'dialogs.answer': async (input, context) => {
    const { id, nhsNumber, answer } = input;
    const { services, workstation } = context;
    if (answer === 'dismiss') {
      await services.store.write(function* () {
        yield* requireMeant(context, nhsNumber);
        yield* endDialog(placeOf(context), yield* dialogOf(context, id), 'dismissed', (yield* actingUser(context)).userName, services.clock.now());
      });
      workstation.desktop.notify({ event: 'dialog' });
      return { id, answer, made: null, unsaved: false };
    }
    const { made, unsaved } = await accept(context, input);
    workstation.desktop.notify({ event: 'dialog' });
    tellAll(services, 'record');
    return { id, answer, made: { ...made }, unsaved };
  },
};

/** A user is to see what a code means, not what somebody says that it means. */
function listedName({ ClinicalCode, Medication }: DialogContent): string | null {
  const lists = codeLists();
  if (Medication !== undefined) return lists.findDrug(Medication.Drug.Scheme, Medication.Drug.ProductID)?.name ?? null;
  if (ClinicalCode === undefined) return null;
  const listed = lists.findCode(ClinicalCode.Code.Scheme, ClinicalCode.Code.Code);
  return (ClinicalCode.Code.Scheme === 'CTV3' ? listed?.ctv3 : listed?.snomed)?.term ?? null;
}

/** What is shown of a dialog wherever it is named. */
export function shownDialog({ dialogId, element, patientNumber, applicationName, openedAt }: Dialog) {
  return { id: dialogId, dialog: dialogNames[element], nhsNumber: patientNumber, application: applicationName, openedAt: isoTime(openedAt) };
}

/** Makes the entry as the user's own act: no application has written it. */
async function accept(context: OperationContext, { id, nhsNumber, content: edited, file }: InputOf<'dialogs.answer'>) {
  const { clock, directory, organisationId, store } = context.services;
  const { dialog, lists } = await store.read(function* () {
    return { dialog: yield* dialogOf(context, id), lists: (yield* directory.current()).lists };
  });
  const content = edited === undefined ? dialog.content : editedContent(dialog.element, edited, lists);
  return await withFiles<OwnEntry>(context, {
    content,
    // What the dialog was filled in with was read when it was opened.
    kept: dialog.documents,
    file,
    work: function* (request, documents) {
      yield* requireMeant(context, nhsNumber);
      const standing = yield* dialogOf(context, id);
      const patient = found(yield* loadPatient(organisationId, standing.patientId), 'patient');
      const entry = yield* changeAsUser(context, patient, request, documents);
      yield* endDialog(placeOf(context), standing, entry.unsaved ? 'accepted, and left unsaved' : 'accepted', entry.userName, clock.now());
      return entry;
    },
  });
}

function* dialogOf(context: OperationContext, id: number): Work<Dialog> {
  return found(
    (yield* openDialogs(placeOf(context))).find(({ dialogId }) => dialogId === id),
    'dialog',
  );
}
