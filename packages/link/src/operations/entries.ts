import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';
import { dialogElement, ownEntry, uploadedFile } from './dialogs.js';

export const entryOperations = {
  'entries.add': operation({
    method: 'POST',
    path: '/record/entries',
    summary:
      "Adds an entry to the open record by hand, as the signed-in user's own act: saved at once, or beside other unsaved changes as one of them. Clinical entries need clinical.write.",
    right: 'schedule.write',
    input: Type.Object({
      nhsNumber: Type.String({ description: 'Whose dialog it was: refused where another record is open by now' }),
      element: dialogElement,
      content: Type.Record(Type.String(), Type.Unknown(), { description: 'The value of the element, as in messages' }),
      file: Type.Optional(uploadedFile),
    }),
    output: Type.Object(ownEntry),
  }),
} as const;
