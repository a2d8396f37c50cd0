import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';
import { device } from './devices.js';

const time = Type.String({ description: 'ISO 8601, UTC' });
const functions = Type.Union([Type.Null(), Type.Array(Type.String())], { description: 'The functions it may call; null for all' });

export const application = Type.Object({
  id: Type.String(),
  name: Type.String(),
  functions,
  createdAt: time,
  revokedAt: Type.Union([Type.Null(), time]),
  keys: Type.Array(Type.Object({ createdAt: time, expiresAt: Type.Union([Type.Null(), time]) }), { description: 'Its keys that are still accepted' }),
});

const withKey = Type.Object({ application, apiKey: Type.String({ description: 'Shown this once' }) });

export const applicationOperations = {
  'applications.list': operation({
    method: 'GET',
    path: '/applications',
    summary: 'The registered applications.',
    right: 'applications.manage',
    input: Type.Object({}),
    output: Type.Array(application),
  }),
  'applications.names': operation({
    method: 'GET',
    path: '/applications/names',
    summary: 'The applications that are registered and not revoked, by name, for whoever chooses one.',
    right: 'environment.use',
    input: Type.Object({}),
    output: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), functions })),
  }),
  'applications.devices': operation({
    method: 'GET',
    path: '/applications/:id/devices',
    summary: 'Where an application was approved or blocked: its devices on every workstation of the organisation, page by page, those decided last first.',
    right: 'applications.manage',
    input: Type.Object({
      id: Type.String(),
      skip: Type.Optional(Type.Integer({ minimum: 0, description: 'How many to leave out: those of the pages before' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: '50 if left out' })),
    }),
    output: Type.Array(device),
  }),
  'applications.add': operation({
    method: 'POST',
    path: '/applications',
    summary: 'Registers an application; its key is shown this once.',
    right: 'applications.manage',
    input: Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }), functions: Type.Optional(functions) }),
    output: withKey,
  }),
  'applications.rotate': operation({
    method: 'POST',
    path: '/applications/:id/rotate',
    summary: 'Gives an application a new key; the old one goes on for the overlap.',
    right: 'applications.manage',
    input: Type.Object({ id: Type.String(), overlapHours: Type.Optional(Type.Number({ minimum: 0, maximum: 24 * 90, description: 'Hours; 24 if left out' })) }),
    output: withKey,
  }),
  'applications.revoke': operation({
    method: 'POST',
    path: '/applications/:id/revoke',
    summary: 'Revokes an application and its keys at once.',
    right: 'applications.manage',
    input: Type.Object({ id: Type.String() }),
    output: application,
  }),
} as const;
