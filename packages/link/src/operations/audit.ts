import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

const nullableString = Type.Union([Type.Null(), Type.String()]);
const nullableNumber = Type.Union([Type.Null(), Type.Number()]);

export const auditEntry = Type.Object({
  sequence: Type.Integer({ description: 'Its number in the chain of this workstation, from 1' }),
  kind: Type.String({
    description:
      'message, sent (the end of a long reply), or what a person did: signIn, signOut, unlock, openRecord, closeRecord, approve, block, unblock, revoke, auditView, auditExport, retention, deletion, data …',
  }),
  at: Type.String({ description: 'When, ISO 8601, UTC' }),
  workstation: Type.String(),
  userName: nullableString,
  applicationId: nullableString,
  applicationName: nullableString,
  deviceId: nullableString,
  function: nullableString,
  functionVersion: nullableString,
  requestUid: nullableString,
  responseUid: nullableString,
  patient: Type.Union([Type.Null(), Type.String()], { description: 'NHS number or pseudo-number' }),
  outcome: Type.String({ description: 'success, error, throttled, silent, cutOff, interrupted, fault, or done for what a person did' }),
  errorCode: nullableString,
  rule: Type.Union([Type.Null(), Type.String()], { description: 'The message of the refusal, with the path of the element' }),
  deviations: Type.Array(Type.String()),
  allowedAt: Type.Union([Type.Null(), Type.String()], { description: 'For a throttled request: when it would have been allowed (B5.5)' }),
  durationMs: nullableNumber,
  requestBytes: nullableNumber,
  replyBytes: nullableNumber,
  repeats: Type.Integer({ description: 'How many earlier entries of this workstation have the same RequestUID' }),
  linked: Type.Union([Type.Null(), Type.Integer()], { description: 'For sent: the sequence of its message' }),
  detail: nullableString,
});

const filters = Type.Object({
  from: Type.Optional(Type.String({ description: 'ISO 8601' })),
  to: Type.Optional(Type.String({ description: 'ISO 8601' })),
  application: Type.Optional(Type.String()),
  device: Type.Optional(Type.String()),
  user: Type.Optional(Type.String()),
  function: Type.Optional(Type.String()),
  outcome: Type.Optional(Type.String()),
  patient: Type.Optional(Type.String()),
  uid: Type.Optional(Type.String({ description: 'A RequestUID or a ResponseUID, whole' })),
  uidStart: Type.Optional(Type.String({ minLength: 3, maxLength: 200, description: 'The beginning of a RequestUID' })),
  kinds: Type.Optional(
    Type.Union([Type.Literal('messages'), Type.Literal('people')], {
      description: 'messages: what came through the API. people: what somebody did at the screens or the command line. All if left out',
    }),
  ),
  before: Type.Optional(Type.Integer({ description: 'Only entries with a smaller sequence: the next page' })),
  after: Type.Optional(Type.Integer({ description: 'Only entries with a larger sequence: what is new; of more than the limit those next to it' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: '50 if left out' })),
});

const explanation = Type.Object({
  sequence: Type.Integer(),
  outcome: Type.String(),
  why: Type.String(),
  element: nullableString,
  allowedAt: nullableString,
  advice: Type.String(),
});

const message = Type.Object({ message: Type.String({ description: 'A sequence number, or a ResponseUID, or a RequestUID (its newest)' }) });

export const verdict = Type.Object({
  ok: Type.Boolean(),
  messages: Type.Integer({ description: 'Entries that were read' }),
  firstBroken: Type.Union([Type.Null(), Type.Object({ workstation: Type.String(), sequence: Type.Integer(), why: Type.String() })]),
});

export const auditOperations = {
  'audit.list': operation({
    method: 'GET',
    path: '/audit',
    summary: 'Entries of the Message Audit, newest first. A user without the right to all sees their own.',
    right: 'audit.own',
    input: filters,
    output: Type.Array(auditEntry),
  }),
  'audit.show': operation({
    method: 'GET',
    path: '/audit/:message',
    summary: 'One message with its request and reply, why it ended as it did, and what belongs to it. The key in a request is hidden.',
    right: 'audit.own',
    input: message,
    output: Type.Object({
      entry: auditEntry,
      request: nullableString,
      reply: nullableString,
      explanation,
      sent: Type.Union([Type.Null(), Type.Integer()], { description: 'The entry that tells how a long reply ended' }),
      sameRequestUid: Type.Array(Type.Object({ sequence: Type.Integer(), at: Type.String(), outcome: Type.String() }), {
        description: 'The newest other messages with the same RequestUID, twenty at most',
      }),
    }),
  }),
  'audit.explain': operation({
    method: 'GET',
    path: '/audit/:message/explanation',
    summary: 'Why a message was refused or not answered: rule, element, when allowed, what to do.',
    right: 'audit.own',
    input: message,
    output: explanation,
  }),
  'audit.call': operation({
    method: 'GET',
    path: '/audit/:message/call',
    summary: 'The request of a message as a call of the SDK, in TypeScript; null where it cannot be written as one.',
    right: 'audit.own',
    input: message,
    output: Type.Object({ code: nullableString }),
  }),
  'audit.values': operation({
    method: 'GET',
    path: '/audit-values',
    summary: 'What the filters can be set to: the values on record, 200 of each kind at most.',
    right: 'audit.own',
    input: Type.Object({}),
    output: Type.Object({
      applications: Type.Array(Type.String()),
      devices: Type.Array(Type.String()),
      users: Type.Array(Type.String()),
      functions: Type.Array(Type.String()),
      outcomes: Type.Array(Type.String()),
    }),
  }),
  'audit.verify': operation({
    method: 'POST',
    path: '/audit/verify',
    summary: 'Checks the chains and the checkpoints; names the first break.',
    right: 'audit.all',
    input: Type.Object({}),
    output: Type.Object({ ...verdict.properties, checkedAt: Type.String({ description: 'When the check began, ISO 8601, UTC' }) }),
  }),
  'audit.export': operation({
    method: 'GET',
    path: '/audit/export',
    summary: 'Entries with their payloads, oldest first, page by page: ask again with `after` until a page is empty. The keys in requests are hidden.',
    right: 'audit.all',
    input: Type.Object({ ...filters.properties, payloads: Type.Optional(Type.Boolean({ description: 'false leaves them out; true if left out' })) }),
    output: Type.Array(Type.Object({ entry: auditEntry, request: nullableString, reply: nullableString })),
  }),
} as const;
