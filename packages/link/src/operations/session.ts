import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

export const sessionStatus = Type.Object({
  workstation: Type.String(),
  organisation: Type.String(),
  kind: Type.Union([Type.Literal('demo'), Type.Literal('live')]),
  user: Type.Union([
    Type.Null(),
    Type.Object({ userName: Type.String(), name: Type.String(), role: Type.String(), site: Type.String(), signedInAt: Type.String() }),
  ]),
  record: Type.Union([
    Type.Null(),
    Type.Object({ nhsNumber: Type.String({ description: 'NHS number, or pseudo-number' }), openedAt: Type.String(), openedBy: Type.String() }),
  ]),
});

export const staffMember = Type.Object({
  userName: Type.String(),
  name: Type.String(),
  role: Type.String(),
  demoPassword: Type.Union([Type.Null(), Type.String()], { description: 'In Demo only' }),
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
    summary: 'Signs a user in at this workstation; who was signed in before is signed out.',
    right: 'environment.use',
    input: Type.Object({
      userName: Type.String(),
      password: Type.Optional(Type.String({ description: 'May be left out by whoever holds the token, in Demo' })),
    }),
    output: sessionStatus,
  }),
  'session.signOut': operation({
    method: 'POST',
    path: '/session/sign-out',
    summary: 'Signs the user out and closes the open record.',
    right: 'environment.use',
    input: Type.Object({}),
    output: sessionStatus,
  }),
  'session.close': operation({
    method: 'POST',
    path: '/session/close',
    summary: 'Closes the open record.',
    right: 'demographics.read',
    input: Type.Object({}),
    output: sessionStatus,
  }),
  'staff.list': operation({
    method: 'GET',
    path: '/staff',
    summary: 'The staff of the organisation; in Demo with their passwords.',
    right: 'staff.manage',
    input: Type.Object({}),
    output: Type.Array(staffMember),
  }),
} as const;
