import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

const fields = Type.Record(Type.String(), Type.Unknown());

export const demographicsOperations = {
  'demographics.get': operation({
    method: 'GET',
    path: '/record/demographics/form',
    summary: 'The demographics of the open record, as they are kept, for a form that changes them; null where none is open.',
    right: 'demographics.read',
    input: Type.Object({}),
    output: Type.Union([
      Type.Null(),
      Type.Object({
        nhsNumber: Type.String({ description: 'NHS number, or pseudo-number' }),
        demographics: Type.Record(Type.String(), Type.Unknown(), { description: 'As in messages; what is not recorded is left out' }),
      }),
    ]),
  }),
  'demographics.update': operation({
    method: 'POST',
    path: '/record/demographics',
    summary:
      "Changes demographics of the open record as the signed-in user's own act: saved at once, or beside other unsaved changes as one of them. Nothing where somebody else has changed the same meanwhile.",
    right: 'demographics.write',
    input: Type.Object({
      nhsNumber: Type.String({ description: 'Whose form it was: refused where another record is open by now' }),
      changes: Type.Record(Type.String(), Type.Unknown(), { description: 'What is to change, as in messages; an empty text empties' }),
      read: Type.Record(Type.String(), Type.Unknown(), { description: 'The same names as they were read; left out, or null, for nothing' }),
    }),
    output: Type.Object({
      outcome: Type.Union((['saved', 'unsaved', 'unchanged', 'conflicts'] as const).map((outcome) => Type.Literal(outcome))),
      conflicts: Type.Array(
        Type.Object({
          field: Type.String({ description: 'As in messages' }),
          before: Type.Unknown({ description: 'As it was read; null for nothing' }),
          mine: Type.Unknown(),
          theirs: Type.Unknown({ description: 'What the record has now' }),
        }),
      ),
      current: fields,
    }),
  }),
} as const;
