// The operation that adds an entry to the open record by hand: what the dialogs make, without an application.
import { OperationError, type OperationHandlers } from '@s1kit/link';
import { record } from '../audit/index.js';
import { dialogNames } from '../sessions/index.js';
import { editedContent } from './dialog-content.js';
import { type OperationContext, placeOf, tellAll } from './operation-context.js';
import { changeAsUser, type OwnEntry, openPatientAs, withFiles } from './own-acts.js';

export const entryHandlers: Pick<OperationHandlers<OperationContext>, 'entries.add'> = {
  'entries.add': async ({ nhsNumber, element, content, file }, context) => {
    const { services } = context;
    requireNew(content);
    const lists = await services.store.read(function* () {
      yield* openPatientAs(context, nhsNumber);
      return (yield* services.directory.current()).lists;
    });
    const { made, unsaved } = await withFiles<OwnEntry>(context, {
      content: editedContent(element, content, lists),
      file,
      work: function* (request, documents) {
        const patient = yield* openPatientAs(context, nhsNumber);
        const entry = yield* changeAsUser(context, patient, request, documents);
        const detail = `The ${dialogNames[element]} dialog, by hand: ${entry.unsaved ? 'accepted, and left unsaved' : 'accepted'}.`;
        yield* record(placeOf(context), {
          kind: 'dialog',
          at: services.clock.now(),
          outcome: 'done',
          userName: entry.userName,
          patient: patient.number,
          detail,
        });
        return entry;
      },
    });
    tellAll(services, 'record');
    return { made: { ...made }, unsaved };
  },
};

/** What is there is changed by the operations that compare it with what the user saw. @throws {OperationError} 400 */
function requireNew(content: Readonly<Record<string, unknown>>): void {
  const named = ['AppointmentUID', 'TaskUID'].find((name) => content[name] !== undefined);
  if (named !== undefined) throw new OperationError(400, `Only what is new is added here: leave ${named} out.`, `/${named}`);
}
