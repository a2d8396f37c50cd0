// What a record consists of, as GetPatientRecord returns it and UpdatePatientRecord takes it.
import { element, many, oneOf, type TypeOf } from '../shape/index.js';
import { appointment } from './appointment.js';
import { event } from './event.js';
import { task } from './task.js';
import { visit } from './visit.js';

export const recordState = oneOf('RecordState', 'Whether the record is open on the desktop.', ['Open', 'Closed']);

export type RecordState = TypeOf<typeof recordState>;

/** The clinical part of a record. */
export const clinical = element('Clinical', 'The clinical part of a record.', { Event: many(event, 'A clinical event.') });

export type Clinical = TypeOf<typeof clinical>;

/** Appointments, visits and tasks; tasks come first in replies (WIRE-FORMAT §5.7, §5.8). */
export const nonClinical = element(
  'NonClinical',
  'Appointments, visits and tasks.',
  {
    Appointment: many(appointment, 'An appointment.'),
    Visit: many(visit, 'A visit.'),
    Task: many(task, 'A task.'),
  },
  { replyOrder: ['Task', 'Appointment', 'Visit'] },
);

export type NonClinical = TypeOf<typeof nonClinical>;
