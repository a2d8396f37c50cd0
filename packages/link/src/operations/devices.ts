import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

const nullable = Type.Union([Type.Null(), Type.String()]);

export const device = Type.Object({
  id: Type.String({ description: 'Names the row for block, unblock and revoke' }),
  deviceId: nullable,
  applicationId: Type.String(),
  applicationName: Type.String(),
  workstation: Type.String(),
  state: Type.Union([Type.Literal('approved'), Type.Literal('blocked'), Type.Literal('revoked')]),
  decidedBy: Type.String(),
  decidedAt: Type.String(),
  lastUsedAt: nullable,
});

const byId = Type.Object({ id: Type.String() });

export const deviceOperations = {
  'devices.list': operation({
    method: 'GET',
    path: '/devices',
    summary: 'The devices of this workstation: approved, blocked, revoked.',
    right: 'devices.manage',
    input: Type.Object({}),
    output: Type.Array(device),
  }),
  'devices.approve': operation({
    method: 'POST',
    path: '/devices/approve',
    summary: 'Approves an application on this workstation in advance: its next empty DeviceID gets one without a prompt, within ten minutes.',
    right: 'devices.manage',
    input: Type.Object({ applicationId: Type.String() }),
    output: device,
  }),
  'devices.block': operation({
    method: 'POST',
    path: '/devices/block',
    summary: 'Blocks an application on this workstation.',
    right: 'devices.manage',
    input: Type.Object({ applicationId: Type.String() }),
    output: device,
  }),
  'devices.unblock': operation({
    method: 'POST',
    path: '/devices/:id/unblock',
    summary: 'Lifts a block: the next request with an empty DeviceID is asked about again.',
    right: 'devices.manage',
    input: byId,
    output: Type.Object({}),
  }),
  'devices.revoke': operation({
    method: 'POST',
    path: '/devices/:id/revoke',
    summary: 'Withdraws an approval: the DeviceID is unknown from now on.',
    right: 'devices.manage',
    input: byId,
    output: Type.Object({}),
  }),
} as const;
