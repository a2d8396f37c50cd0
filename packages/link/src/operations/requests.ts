import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

/** Characters that a document may have: what the listener takes at most, in bytes (B2.10). */
const documentLimit = 8 * 1024 * 1024;

const nullable = Type.Union([Type.Null(), Type.String()]);
const document = Type.String({ minLength: 1, maxLength: documentLimit, description: 'The XML of a request' });

const finding = Type.Object({
  kind: Type.Union([Type.Literal('error'), Type.Literal('deviation')], {
    description: 'error: the request would be refused for it. deviation: it would be taken, and the leniency marked in the audit (B3.5)',
  }),
  line: Type.Integer({ description: 'From 1' }),
  column: Type.Integer({ description: 'From 1' }),
  path: Type.String({ description: 'Of the element; empty where the document could not be read so far' }),
  message: Type.String(),
  rule: Type.String({ description: 'The code of the error, or the kind of deviation' }),
});

export const requestOperations = {
  'requests.send': operation({
    demoOnly: true,
    method: 'POST',
    path: '/requests',
    summary: 'Sends a document as an application would: judged, throttled and put on record as any other. It needs no key of its own.',
    right: 'environment.use',
    input: Type.Object({
      document,
      applicationId: Type.Optional(
        Type.String({
          description: 'Which application it is sent for, where its APIKey is empty or the placeholder 0000000000000000; the sample application if left out',
        }),
      ),
    }),
    output: Type.Object({
      sequence: Type.Union([Type.Null(), Type.Integer()], { description: 'Its entry in the audit of this workstation; null where it could not be recorded' }),
      outcome: Type.String({ description: 'As in the audit: success, error, throttled, fault' }),
      errorCode: nullable,
      allowedAt: Type.Union([Type.Null(), Type.String()], { description: 'For a throttled request: when it would have been allowed (B5.5)' }),
      cut: Type.Union([Type.Null(), Type.Literal('before'), Type.Literal('in'), Type.Literal('after')], {
        description: 'Where a fault would have cut the connection of a client (B9.2)',
      }),
      reply: Type.Union([Type.Null(), Type.String()], { description: 'What a client would have got of it, of a long one the beginning; null for silence' }),
      replyBytes: Type.Integer({ description: 'The length of all that a client would have got' }),
      durationMs: Type.Number(),
    }),
  }),
  'requests.check': operation({
    demoOnly: true,
    method: 'POST',
    path: '/requests/check',
    summary: 'Judges a document by its envelope and its schema, without sending it: the first error, as a reply would tell it, and what would be let pass.',
    right: 'environment.use',
    input: Type.Object({ document: Type.String({ maxLength: documentLimit, description: 'The XML of a request' }) }),
    output: Type.Array(finding),
  }),
  'requests.applications': operation({
    demoOnly: true,
    method: 'GET',
    path: '/requests/applications',
    summary: 'The applications that a request can be sent for: those that are not revoked.',
    right: 'environment.use',
    input: Type.Object({}),
    output: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  }),
} as const;
