import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';
import { meantFor } from './record-parts.js';

const nullable = Type.Union([Type.Null(), Type.String()]);

export const unsavedChange = Type.Object({
  id: Type.String(),
  element: Type.Union((['Demographics', 'Event', 'Appointment', 'Visit', 'Task'] as const).map((name) => Type.Literal(name))),
  uid: Type.Union([Type.Null(), Type.String()], { description: 'What it makes or changes; valid once it is saved' }),
  isNew: Type.Boolean({ description: 'Whether it adds something, or changes what is there' }),
  madeAt: Type.String({ description: 'ISO 8601, UTC' }),
  userName: Type.String(),
  application: nullable,
  requestUid: nullable,
  about: Type.Array(Type.Object({ name: Type.String(), value: Type.Unknown() }), {
    description: 'Where an entry changes: which one it is, as the record has it now, under the names of messages',
  }),
  fields: Type.Array(
    Type.Object({
      name: Type.String({ description: 'As in messages: Surname, Status …' }),
      before: Type.Unknown({ description: 'As it was read; null for nothing' }),
      after: Type.Unknown(),
    }),
  ),
  items: Type.Array(Type.Object({ kind: Type.String(), value: Type.Unknown() }), {
    description: 'The items of an event, as in messages; none for somebody who may not read clinical content',
  }),
});

export const conflict = Type.Object({
  id: Type.String({ description: 'Another one when the record changes again' }),
  changeId: Type.String(),
  element: Type.String(),
  uid: nullable,
  field: Type.Union([Type.Null(), Type.String()], { description: 'As in messages; null where all of it is meant' }),
  reason: Type.Union((['changed', 'cancelled', 'ended', 'gone'] as const).map((reason) => Type.Literal(reason))),
  before: Type.Unknown({ description: 'As it was read; null for nothing' }),
  mine: Type.Unknown({ description: 'What the unsaved change wants' }),
  theirs: Type.Unknown({ description: 'What the record has now' }),
  choices: Type.Array(Type.Union([Type.Literal('mine'), Type.Literal('theirs')])),
  savedBy: Type.Union([Type.Null(), Type.Object({ userName: Type.String(), application: nullable, at: Type.String({ description: 'ISO 8601, UTC' }) })], {
    description: 'Who saved what the record has now, and by which application; null where that is not known',
  }),
});

/** Which patient's, what is unsaved, and what of it somebody else has changed meanwhile. */
export const unsavedState = Type.Object({
  nhsNumber: Type.Union([Type.Null(), Type.String()], { description: 'NHS number, or pseudo-number' }),
  changes: Type.Array(unsavedChange),
  conflicts: Type.Array(conflict),
});

const chosen = {
  ...meantFor,
  changes: Type.Optional(Type.Array(Type.String(), { description: 'These alone; all if left out' })),
  except: Type.Optional(Type.Array(Type.String(), { description: 'Not these: they stay unsaved' })),
};

export const unsavedChangeOperations = {
  'session.changes': operation({
    method: 'GET',
    path: '/session/changes',
    summary: 'What stands unsaved in the open record, in the order in which it was made.',
    right: 'demographics.read',
    input: Type.Object({}),
    output: unsavedState,
  }),
  'session.save': operation({
    method: 'POST',
    path: '/session/changes/save',
    summary: 'Saves unsaved changes: all that are chosen, or none where somebody else has changed the same meanwhile.',
    right: 'demographics.read',
    input: Type.Object(chosen),
    output: Type.Object({
      saved: Type.Integer({ description: 'How many; none where there are conflicts' }),
      conflicts: Type.Array(conflict, { description: 'To be resolved before what was chosen can be saved' }),
      left: unsavedState,
    }),
  }),
  'session.discard': operation({
    method: 'POST',
    path: '/session/changes/discard',
    summary: 'Discards unsaved changes; slots that they held are free again.',
    right: 'demographics.read',
    input: Type.Object(chosen),
    output: Type.Object({ discarded: Type.Integer(), left: unsavedState }),
  }),
  'session.resolve': operation({
    method: 'POST',
    path: '/session/changes/resolve',
    summary: 'Decides about conflicts: mine is what the unsaved change wants, theirs what the record has. Nothing is saved by it.',
    right: 'demographics.read',
    input: Type.Object({
      ...meantFor,
      conflicts: Type.Optional(Type.Array(Type.String(), { description: 'These alone; all if left out' })),
      choice: Type.Union([Type.Literal('mine'), Type.Literal('theirs')]),
    }),
    output: unsavedState,
  }),
} as const;
