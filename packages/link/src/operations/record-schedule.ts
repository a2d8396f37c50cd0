import type { Appointment, Task, Visit } from '@s1kit/contract';
import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';
import { ofPatient } from './record-parts.js';

const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000, description: 'How many of each at most; 200 if left out' }));
const shape = Type.Record(Type.String(), Type.Unknown());

export const recordScheduleOperations = {
  'record.appointments': operation({
    method: 'GET',
    path: '/record/appointments',
    summary: 'The appointments of the open record and the visits to the patient, latest first.',
    right: 'schedule.read',
    input: Type.Object({ ...ofPatient, limit }),
    output: Type.Object({
      now: Type.String({ description: 'UK time of the environment, yyyy-MM-ddTHH:mm:ss' }),
      appointments: Type.Array(Type.Unsafe<Appointment>(shape)),
      visits: Type.Array(Type.Unsafe<Visit>(shape)),
      more: Type.Boolean({ description: 'Whether there are more than were asked for' }),
    }),
  }),
  'record.tasks': operation({
    method: 'GET',
    path: '/record/tasks',
    summary: 'The tasks about the patient of the open record, latest due first.',
    right: 'schedule.read',
    input: Type.Object({ ...ofPatient, limit }),
    output: Type.Object({
      now: Type.String({ description: 'UK time of the environment, yyyy-MM-ddTHH:mm:ss' }),
      tasks: Type.Array(Type.Unsafe<Task>(shape)),
      more: Type.Boolean({ description: 'Whether there are more than were asked for' }),
    }),
  }),
} as const;
