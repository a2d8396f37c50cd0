import { appointmentStatuses } from '@s1kit/contract';
import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';
import {
  comments,
  day,
  entered,
  isConfidential,
  minutes,
  name,
  patientNumber,
  patientOrNone,
  person,
  reason,
  sentTime,
  stretch,
  uidText,
  wallClock,
} from './schedule-parts.js';

const status = Type.Union(appointmentStatuses.map((each) => Type.Literal(each)));

const clinic = {
  id: Type.Integer(),
  clinician: person,
  siteName: Type.String(),
  clinicType: Type.String(),
};

const appointment = Type.Object({
  uid: Type.String(),
  status,
  next: Type.Array(status, { description: 'What its status may become' }),
  comments: Type.String(),
  flags: Type.Array(Type.String()),
  patient: patientOrNone,
  isConfidential,
  ...entered,
});

const ledgerEntry = Type.Object({
  start: wallClock,
  startAt: Type.String({ description: 'The same, ISO 8601, UTC' }),
  minutes: Type.Integer(),
  slotType: Type.String(),
  state: Type.Union(
    (['free', 'past', 'held', 'appointment'] as const).map((state) => Type.Literal(state)),
    {
      description: 'free: can be booked; past: nobody took it in time; held: for a booking that stands unsaved at a workstation; appointment: see there',
    },
  ),
  appointment: Type.Union([Type.Null(), appointment]),
});

const narrowed = {
  ...stretch,
  clinician: Type.Optional(Type.String({ maxLength: 200, description: 'The user name of whose clinics' })),
  site: Type.Optional(Type.String({ maxLength: 200, description: 'The name of the site where they are held' })),
};

export const appointmentOperations = {
  'appointments.choices': operation({
    method: 'GET',
    path: '/appointments/choices',
    summary: 'What the schedule can be narrowed by: its clinics; whom visits can be given to; and which day it is in the environment.',
    right: 'schedule.read',
    input: Type.Object({}),
    output: Type.Object({
      today: day,
      clinics: Type.Array(Type.Object(clinic)),
      staff: Type.Array(person),
    }),
  }),
  'appointments.ledger': operation({
    method: 'GET',
    path: '/appointments/ledger',
    summary:
      'The slots and appointments of up to seven days, by clinic, in order of time. A cancelled appointment stands beside its slot, which is free again.',
    right: 'schedule.read',
    input: Type.Object(narrowed),
    output: Type.Object({
      now: wallClock,
      clinics: Type.Array(Type.Object({ ...clinic, entries: Type.Array(ledgerEntry) }), { description: 'Those that have something in these days' }),
    }),
  }),
  'appointments.counts': operation({
    method: 'GET',
    path: '/appointments/counts',
    summary: 'How many slots of each clinic are free, and how many appointments it has, on each of up to seven days.',
    right: 'schedule.read',
    input: Type.Object(narrowed),
    output: Type.Object({
      now: wallClock,
      clinics: Type.Array(
        Type.Object({
          ...clinic,
          days: Type.Array(
            Type.Object({
              day,
              free: Type.Integer({ description: 'Slots that can be booked' }),
              taken: Type.Integer({ description: 'Appointments that are not cancelled, and slots that are held' }),
              didNotAttend: Type.Integer({ description: 'Of those that are taken' }),
            }),
            { description: 'Those on which it is held' },
          ),
        }),
      ),
    }),
  }),
  'appointments.book': operation({
    method: 'POST',
    path: '/appointments',
    summary: "Books a free slot for a patient, as the signed-in user's own act. Refused where somebody else has taken it (409).",
    right: 'schedule.write',
    input: Type.Object({
      nhsNumber: patientNumber,
      clinician: name,
      siteName: name,
      clinicType: name,
      slotType: name,
      start: sentTime,
      minutes,
      comments: Type.Optional(comments),
      flags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 10 })),
    }),
    output: Type.Object({ appointmentUid: Type.String() }),
  }),
  'appointments.setStatus': operation({
    method: 'POST',
    path: '/appointments/:appointmentUid/status',
    summary: "Changes where an appointment stands, as the signed-in user's own act. Refused where it is not as it was seen (409).",
    right: 'schedule.write',
    input: Type.Object({ appointmentUid: uidText, seen: status, status, reason }),
    output: Type.Object({ appointmentUid: Type.String(), status }),
  }),
} as const;
