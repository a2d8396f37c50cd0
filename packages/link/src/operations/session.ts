import { rights } from '@s1kit/contract';
import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';
import { openDialog } from './dialogs.js';
import { meantFor } from './record-parts.js';

export const sessionStatus = Type.Object({
  workstation: Type.String(),
  organisation: Type.String(),
  kind: Type.Union([Type.Literal('demo'), Type.Literal('live')]),
  user: Type.Union([
    Type.Null(),
    Type.Object({
      userName: Type.String(),
      name: Type.String(),
      role: Type.String(),
      site: Type.String(),
      signedInAt: Type.String(),
      rights: Type.Array(Type.Union(rights.map((right) => Type.Literal(right))), { description: 'What the role may do (B4.7)' }),
    }),
  ]),
  record: Type.Union([
    Type.Null(),
    Type.Object({
      nhsNumber: Type.String({ description: 'NHS number, or pseudo-number' }),
      openedAt: Type.String(),
      openedBy: Type.String(),
      unsaved: Type.Integer({ description: 'How many changes stand unsaved in it' }),
      dialogs: Type.Array(openDialog, { description: 'The dialogs that stand open in it' }),
      selected: Type.Array(Type.String(), { description: 'What is selected in it: EVENTUID, or EVENTUID/PLACE for an item of an event' }),
    }),
  ]),
});

export const sessionOperations = {
  'session.status': operation({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in at this workstation, and which record is open.',
    right: 'environment.use',
    input: Type.Object({}),
    output: sessionStatus,
  }),
  'session.signIn': operation({
    method: 'POST',
    path: '/session/sign-in',
    summary: 'Signs a user in at this workstation; who was signed in before is signed out. Refused while changes are unsaved.',
    right: 'environment.use',
    input: Type.Object({
      userName: Type.String(),
      password: Type.Optional(Type.String({ description: 'May be left out by whoever holds the token, in Demo' })),
    }),
    output: sessionStatus,
  }),
  'session.unlock': operation({
    method: 'POST',
    path: '/session/unlock',
    summary: 'Shows by the password that one is who is signed in at this workstation; the session and its open record stay as they are.',
    right: 'environment.use',
    input: Type.Object({ userName: Type.String(), password: Type.String() }),
    output: sessionStatus,
  }),
  'session.signOut': operation({
    method: 'POST',
    path: '/session/sign-out',
    summary: 'Signs the user out and closes the open record. Refused while changes are unsaved.',
    right: 'environment.use',
    input: Type.Object({}),
    output: sessionStatus,
  }),
  'session.open': operation({
    method: 'POST',
    path: '/session/open',
    summary: "Opens a patient's record; one that was open is closed. Refused while that has unsaved changes.",
    right: 'demographics.read',
    input: Type.Object({ nhsNumber: Type.String({ minLength: 1, description: 'NHS number, or pseudo-number' }) }),
    output: sessionStatus,
  }),
  'session.select': operation({
    method: 'POST',
    path: '/session/select',
    summary: 'Selects items of the open record, in the place of what was selected.',
    right: 'clinical.read',
    input: Type.Object({
      items: Type.Array(Type.String({ pattern: '^[0-9a-f]{16}(/[1-9][0-9]{0,5})?$' }), {
        maxItems: 1000,
        description: 'EVENTUID for a whole event, EVENTUID/PLACE for one of its items, in the order in which they were recorded, from 1',
      }),
    }),
    output: sessionStatus,
  }),
  'session.close': operation({
    method: 'POST',
    path: '/session/close',
    summary: 'Closes the open record. Refused while it has unsaved changes.',
    right: 'demographics.read',
    input: Type.Object({ ...meantFor }),
    output: sessionStatus,
  }),
} as const;
