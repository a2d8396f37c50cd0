import { visitStatuses } from '@s1kit/contract';
import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';
import {
  comments,
  entered,
  isConfidential,
  minutes,
  name,
  patientNumber,
  person,
  reason,
  sentTime,
  stretch,
  uidText,
  visitedPatientOrNone,
  wallClock,
} from './schedule-parts.js';

const status = Type.Union(visitStatuses.map((each) => Type.Literal(each)));

const visit = Type.Object({
  uid: Type.String(),
  start: wallClock,
  minutes: Type.Integer(),
  visitor: person,
  status,
  next: Type.Array(status, { description: 'What its status may become' }),
  comments: Type.String(),
  patient: visitedPatientOrNone,
  isConfidential,
  ...entered,
});

export const visitOperations = {
  'visits.list': operation({
    method: 'GET',
    path: '/visits',
    summary: 'The visits of up to seven days in order of time, page by page.',
    right: 'schedule.read',
    input: Type.Object({
      ...stretch,
      visitor: Type.Optional(Type.String({ maxLength: 200, description: 'The user name of who visits' })),
      skip: Type.Optional(Type.Integer({ minimum: 0 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: '100 if left out' })),
    }),
    output: Type.Object({ total: Type.Integer(), visits: Type.Array(visit) }),
  }),
  'visits.request': operation({
    method: 'POST',
    path: '/visits',
    summary: "Requests a visit to a patient, as the signed-in user's own act.",
    right: 'schedule.write',
    input: Type.Object({
      nhsNumber: patientNumber,
      start: sentTime,
      minutes,
      visitor: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Who visits; the signed-in user if left out' })),
      comments: Type.Optional(comments),
    }),
    output: Type.Object({ visitUid: Type.String() }),
  }),
  'visits.setStatus': operation({
    method: 'POST',
    path: '/visits/:visitUid/status',
    summary: "Changes where a visit stands, as the signed-in user's own act. Refused where it is not as it was seen (409).",
    right: 'schedule.write',
    input: Type.Object({ visitUid: uidText, seen: status, status, reason }),
    output: Type.Object({ visitUid: Type.String(), status }),
  }),
  'visits.assign': operation({
    method: 'POST',
    path: '/visits/:visitUid/visitor',
    summary: "Gives a visit to somebody else, as the signed-in user's own act. Refused where it is not whose it was seen to be (409).",
    right: 'schedule.write',
    input: Type.Object({ visitUid: uidText, seen: name, visitor: name }),
    output: Type.Object({ visitUid: Type.String(), visitor: Type.String() }),
  }),
} as const;
