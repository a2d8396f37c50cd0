import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

const demo = { demoOnly: true, right: 'environment.use' } as const;

export const throttleMode = Type.Union([Type.Literal('silent'), Type.Literal('error'), Type.Literal('delay'), Type.Literal('off')], {
  description: 'What becomes of a throttled request (B5.3)',
});
export const approveMode = Type.Union([Type.Literal('ask'), Type.Literal('always'), Type.Literal('never')], {
  description: 'Whether the user is asked about a new device (B4.5)',
});

export const settingOperations = {
  'environment.setThrottle': operation({
    ...demo,
    method: 'POST',
    path: '/environment/throttle',
    summary: 'Sets what becomes of throttled requests, until the environment stops. Windows that are open stay open.',
    input: Type.Object({
      throttle: throttleMode,
      throttleScale: Type.Optional(Type.Number({ minimum: 0.001, maximum: 1000, description: 'Multiplies the windows; as it is if left out' })),
    }),
    output: Type.Object({ throttle: throttleMode, throttleScale: Type.Number() }),
  }),
  'environment.setApproval': operation({
    ...demo,
    method: 'POST',
    path: '/environment/approval',
    summary: 'Sets whether somebody is asked about a new device, until the environment stops. Prompts that wait go on waiting.',
    input: Type.Object({ approve: approveMode }),
    output: Type.Object({ approve: approveMode }),
  }),
  'environment.workstations': operation({
    ...demo,
    method: 'GET',
    path: '/environment/workstations',
    summary: 'The workstations that are connected: who is signed in there, whether a record is open, how many prompts wait.',
    input: Type.Object({}),
    output: Type.Array(
      Type.Object({
        name: Type.String(),
        here: Type.Boolean({ description: 'Whether it is the one that asks' }),
        user: Type.Union([Type.Null(), Type.Object({ userName: Type.String(), name: Type.String(), role: Type.String() })]),
        recordOpen: Type.Boolean(),
        unsaved: Type.Boolean({ description: 'Whether the open record has unsaved changes' }),
        prompts: Type.Integer({ description: 'How many applications wait to be approved there' }),
      }),
    ),
  }),
} as const;
