// How busy the API is: requests, outcomes, latency, and what each device may send next.
import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

const nullableString = Type.Union([Type.Null(), Type.String()]);

/** How the messages of a stretch of time ended. */
const counts = Type.Object({
  answered: Type.Integer(),
  refused: Type.Integer(),
  throttled: Type.Integer(),
  broken: Type.Integer({ description: 'Cut off, interrupted, or by a fault that was set' }),
});

const bucket = Type.Object({ at: Type.String({ description: 'Its beginning, ISO 8601, UTC' }), ...counts.properties });

export const trafficOperations = {
  'traffic.show': operation({
    method: 'GET',
    path: '/traffic',
    summary: 'Requests, outcomes and latency of the last hour, and when each device may send again. A user without the right to all sees their own messages.',
    right: 'audit.own',
    input: Type.Object({}),
    output: Type.Object({
      now: Type.String({ description: "The environment's time, ISO 8601, UTC" }),
      own: Type.Boolean({ description: 'Whether only messages of the user who asks are counted' }),
      since: Type.String({ description: 'Counted from here on: an hour ago, or later where there were more messages than are read' }),
      seconds: Type.Array(bucket, { description: 'The last 60 seconds, the oldest first' }),
      minutes: Type.Array(bucket, { description: 'The last 60 minutes, the oldest first' }),
      functions: Type.Array(
        Type.Object({
          function: nullableString,
          ...counts.properties,
          p50: Type.Union([Type.Null(), Type.Number()], { description: 'Milliseconds to the reply, of those that were answered; within 5 %' }),
          p95: Type.Union([Type.Null(), Type.Number()]),
        }),
        { description: 'Those of the last hour, the busiest first, 50 at most' },
      ),
      throttle: Type.Object({ mode: Type.String({ description: 'silent, error, delay or off' }), scale: Type.Number() }),
      devices: Type.Array(
        Type.Object({
          deviceId: Type.String(),
          applicationName: Type.String(),
          record: nullableString,
          waiting: Type.Array(Type.Object({ window: Type.String(), allowedAt: Type.String() }), { description: 'Its windows that are closed' }),
        }),
        { description: 'The approved devices of this workstation. `record` is when GetPatientRecord of a whole record is allowed again; null for at once' },
      ),
    }),
  }),
} as const;
