// What a change does to appointments, visits and tasks.
import { type Appointment, type NonClinical, Refusal } from '@s1kit/contract';
import type { Patient } from '../../patients/patient.js';
import type { Work } from '../../store/index.js';
import type { PlannedBooking, PlannedChange } from '../planned.js';
import { type ChangeContext, parametersPath, placeOf } from '../request.js';
import { planAppointmentChange } from './appointments.js';
import { planBooking } from './bookings.js';
import { planTask, planTaskChange } from './tasks.js';
import { planVisit, planVisitChange } from './visits.js';

export * from './appointments.js';
export * from './bookings.js';
export * from './tasks.js';
export * from './visits.js';

const path = `${parametersPath}/NonClinical`;

export type PlannedSchedule = Pick<PlannedChange, 'bookings' | 'appointments' | 'newVisits' | 'visits' | 'newTasks' | 'tasks'>;

/** @throws {Refusal} ValueInvalid, ValueUnknown, SlotUnavailable, StatusRefused, PatientDeceased */
export function* planSchedule(sent: NonClinical, patient: Patient, context: ChangeContext): Work<PlannedSchedule> {
  return {
    ...(yield* planAppointments(sent.Appointment ?? [], patient, context)),
    ...(yield* planVisits(sent.Visit ?? [], patient, context)),
    ...(yield* planTasks(sent.Task ?? [], patient, context)),
  };
}

function* planAppointments(sent: readonly Appointment[], patient: Patient, context: ChangeContext): Work<Pick<PlannedSchedule, 'bookings' | 'appointments'>> {
  const bookings: PlannedBooking[] = [];
  const appointments = [];
  const once = namedOnce('AppointmentUID');
  for (const [index, appointment] of sent.entries()) {
    const place = placeOf(path, 'Appointment', index);
    const { AppointmentUID: uid } = appointment;
    if (uid !== undefined) {
      once(uid, place);
      appointments.push(yield* planAppointmentChange(context.organisationId, patient.patientId, { ...appointment, AppointmentUID: uid }, place));
    } else {
      requireAlive(patient, 'no appointment', place);
      bookings.push(yield* planBooking(appointment, bookings, context, place));
    }
  }
  return { bookings, appointments };
}

function* planVisits(sent: NonNullable<NonClinical['Visit']>, patient: Patient, context: ChangeContext): Work<Pick<PlannedSchedule, 'newVisits' | 'visits'>> {
  const newVisits = [];
  const visits = [];
  const once = namedOnce('VisitUID');
  for (const [index, visit] of sent.entries()) {
    const place = placeOf(path, 'Visit', index);
    const { VisitUID: uid } = visit;
    if (uid !== undefined) {
      once(uid, place);
      visits.push(yield* planVisitChange(context.organisationId, patient.patientId, { ...visit, VisitUID: uid }, place));
    } else {
      requireAlive(patient, 'no visit', place);
      newVisits.push(yield* planVisit(visit, context, place));
    }
  }
  return { newVisits, visits };
}

function* planTasks(sent: NonNullable<NonClinical['Task']>, patient: Patient, context: ChangeContext): Work<Pick<PlannedSchedule, 'newTasks' | 'tasks'>> {
  const newTasks = [];
  const tasks = [];
  const once = namedOnce('TaskUID');
  for (const [index, task] of sent.entries()) {
    const place = placeOf(path, 'Task', index);
    const { TaskUID: uid } = task;
    if (uid !== undefined) {
      once(uid, place);
      tasks.push(yield* planTaskChange(context.organisationId, patient.patientId, { ...task, TaskUID: uid }, place));
    } else {
      newTasks.push(yield* planTask(task, context, place));
    }
  }
  return { newTasks, tasks };
}

/** Two changes of one thing in a request could contradict each other. */
function namedOnce(name: string): (uid: string, place: string) => void {
  const seen = new Set<string>();
  return (uid, place) => {
    if (seen.has(uid)) throw new Refusal('ValueInvalid', `The same ${name} stands twice. Put what changes into one element.`, `${place}/${name}`);
    seen.add(uid);
  };
}

function requireAlive({ demographics }: Patient, what: string, place: string): void {
  if (demographics.DateOfDeath !== undefined) throw new Refusal('PatientDeceased', `The patient has died: ${what} can be booked.`, place);
}
