import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

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
          element: Type.String({ description: 'The element of the API that it makes: Medication, ClinicalCode, Attachment, Letter, Appointment, Task' }),
          content: filled,
        }),
      ]),
    ),
  }),
  'dialogs.answer': operation({
    method: 'POST',
    path: '/dialogs/:id/answer',
    summary: "Answers a dialog. Accepting it makes the entry as the signed-in user's own act; dismissing it makes nothing.",
    right: 'launch',
    input: Type.Object({
      id: Type.Integer(),
      answer: Type.Union([Type.Literal('accept'), Type.Literal('dismiss')]),
      content: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), {
          description: 'What the user made of it, in the place of what it was filled in with; the same form as content',
        }),
      ),
    }),
    output: Type.Object({
      id: Type.Integer(),
      answer: Type.String(),
      made: Type.Union([Type.Null(), Type.Record(Type.String(), Type.Unknown())], { description: 'The identifiers of what was made' }),
    }),
  }),
} as const;
