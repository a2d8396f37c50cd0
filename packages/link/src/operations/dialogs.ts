import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';
import { meantFor } from './record-parts.js';

/** What a dialog makes, as messages call it. */
export const dialogElement = Type.Union([
  Type.Literal('Medication'),
  Type.Literal('ClinicalCode'),
  Type.Literal('Attachment'),
  Type.Literal('Letter'),
  Type.Literal('Appointment'),
  Type.Literal('Task'),
]);

export const openDialog = Type.Object({
  id: Type.Integer({ description: 'Names the dialog for an answer' }),
  dialog: Type.Union([
    Type.Literal('prescribing'),
    Type.Literal('coding'),
    Type.Literal('attachment'),
    Type.Literal('letter'),
    Type.Literal('booking'),
    Type.Literal('task'),
  ]),
  nhsNumber: Type.String({ description: 'Of the patient: NHS number, or pseudo-number' }),
  application: Type.String({ description: 'The name of the application that opened it' }),
  openedAt: Type.String({ description: 'ISO 8601, UTC' }),
});

const filled = Type.Record(Type.String(), Type.Unknown());

/** Base64 has four characters for three bytes: those of 16 MiB. */
const uploadCharacters = 4 * Math.ceil((16 * 1024 * 1024) / 3);

/** A file that the user has chosen at the screens. */
export const uploadedFile = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 255 }),
    content: Type.String({
      maxLength: uploadCharacters,
      description: 'Base64; 16 MiB of file at most. A larger one lies on the workstation, and DocumentPath names it.',
    }),
  },
  { description: 'For an attachment or a letter: the file itself, in the place of DocumentPath' },
);

/** What has been made, or will have been once it is saved. */
export const ownEntry = {
  made: Type.Record(Type.String(), Type.Unknown(), { description: 'The identifiers of what was made' }),
  unsaved: Type.Boolean({ description: 'Whether it waits with the unsaved changes of the record: it does where there are some' }),
};

export const dialogOperations = {
  'dialogs.list': operation({
    method: 'GET',
    path: '/dialogs',
    summary: 'The dialogs that applications have opened in the open record, with what they are filled in with; oldest first.',
    right: 'launch',
    input: Type.Object({}),
    output: Type.Array(
      Type.Composite([
        openDialog,
        Type.Object({
          element: dialogElement,
          content: filled,
          listed: Type.Union([Type.Null(), Type.String()], {
            description: 'What the code lists call its code or product, whatever the application calls it; null where they do not have it',
          }),
        }),
      ]),
    ),
  }),
  'dialogs.answer': operation({
    method: 'POST',
    path: '/dialogs/:id/answer',
    summary:
      "Answers a dialog. Accepting it makes the entry as the signed-in user's own act, saved at once, or beside other unsaved changes as one of them; dismissing it makes nothing.",
    right: 'launch',
    input: Type.Object({
      id: Type.Integer(),
      ...meantFor,
      answer: Type.Union([Type.Literal('accept'), Type.Literal('dismiss')]),
      content: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), {
          description: 'What the user made of it, in the place of what it was filled in with; the same form as content',
        }),
      ),
      file: Type.Optional(uploadedFile),
    }),
    output: Type.Object({
      id: Type.Integer(),
      answer: Type.String(),
      made: Type.Union([Type.Null(), ownEntry.made]),
      unsaved: ownEntry.unsaved,
    }),
  }),
} as const;
