// The operations on appointments: the ledger, booking, and where an appointment stands (B7.13).
import { type Appointment, type AppointmentStatus, appointmentStatuses, Refusal } from '@s1kit/contract';
import { type InputOf, OperationError, type OperationHandlers, type OutputOf } from '@s1kit/link';
import { record } from '../audit/index.js';
import { findAppointment, statusesAfter } from '../changes/index.js';
import { idOf, uidOf } from '../identifiers.js';
import { loadPatient } from '../patients/patient.js';
import { type Clinic, findClinics } from '../schedule/clinics.js';
import { type LedgerAppointment, type LedgerClinic, type LedgerEntry, readLedger } from '../schedule/ledger.js';
import { first, sql, type Work } from '../store/index.js';
import { ukDateTime, ukDay } from '../uk-time.js';
import { found, isoTime, type OperationContext, placeOf, tellAll } from './operation-context.js';
import { commentsWithReason } from './reasons.js';
import { changeSchedule } from './schedule-change.js';
import { rangeOfDays, shownEntered, shownPatient, shownPerson, type Viewer, viewerOf } from './schedule-views.js';
import { patientOfNumber } from './session.js';

type Handlers = Pick<
  OperationHandlers<OperationContext>,
  'appointments.choices' | 'appointments.ledger' | 'appointments.counts' | 'appointments.book' | 'appointments.setStatus'
>;
type ShownEntry = OutputOf<'appointments.ledger'>['clinics'][number]['entries'][number];
type Counts = OutputOf<'appointments.counts'>['clinics'][number]['days'][number];

export const appointmentHandlers: Handlers = {
  'appointments.choices': (_input, { services }) =>
    services.store.read(function* () {
      const directory = yield* services.directory.current();
      const clinics = yield* findClinics(services.organisationId, {});
      return {
        today: ukDay(services.clock.now()),
        clinics: clinics.map((clinic) => shownClinic({ directory }, clinic)),
        staff: directory.staff.map(({ userName }) => shownPerson(directory, userName)),
      };
    }),

  'appointments.ledger': (input, context) =>
    context.services.store.read(function* () {
      const viewer = yield* viewerOf(context);
      const { clinics, now } = yield* ledgerOf(input, context);
      return {
        now: ukDateTime(now),
        clinics: clinics.map(({ clinic, entries }) => ({ ...shownClinic(viewer, clinic), entries: entries.map((entry) => shownEntry(viewer, entry)) })),
      };
    }),

  'appointments.counts': (input, context) =>
    context.services.store.read(function* () {
      const viewer = yield* viewerOf(context);
      const { clinics, now } = yield* ledgerOf(input, context);
      return { now: ukDateTime(now), clinics: clinics.map(({ clinic, entries }) => ({ ...shownClinic(viewer, clinic), days: countsOf(entries) })) };
    }),

  'appointments.book': async (input, context) => {
    const { services } = context;
    try {
      const booked = await services.store.write(() => book(input, context));
      tellAll(services, 'record');
      return booked;
    } catch (failure) {
      if (!(failure instanceof Refusal) || failure.code !== 'SlotUnavailable') throw failure;
      throw new OperationError(409, 'This slot is not free any more: somebody else has taken it, or it has begun. Nothing was booked. Choose another one.');
    }
  },

  'appointments.setStatus': async (input, context) => {
    const { services } = context;
    const done = await services.store.write(() => setStatus(input, context));
    tellAll(services, 'record');
    return done;
  },
};

function* ledgerOf({ clinician, site, ...days }: InputOf<'appointments.ledger'>, { services }: OperationContext) {
  const now = services.clock.now();
  const range = rangeOfDays(days, now);
  const clinics: readonly LedgerClinic[] = yield* readLedger(services.organisationId, range, { userName: clinician, siteName: site }, now);
  return { clinics, now };
}

function* book(input: InputOf<'appointments.book'>, context: OperationContext): Work<OutputOf<'appointments.book'>> {
  const { clinician, clinicType, comments = '', flags = [], minutes, siteName, slotType, start } = input;
  const patient = yield* patientOfNumber(context.services.organisationId, input.nhsNumber.trim());
  const appointment: Appointment = {
    Clinic: { UserName: clinician, SiteName: siteName, ClinicType: clinicType, Slot: { SlotType: slotType, DateTimeStart: start, Duration: minutes } },
    ...(comments.trim() === '' ? {} : { Comments: comments.trim() }),
    Flag: flags,
  };
  const { made, userName } = yield* changeSchedule(context, patient, { NonClinical: { Appointment: [appointment] } });
  const detail = `Booked: ${slotType} with ${clinician} at ${start}.`;
  yield* record(placeOf(context), { kind: 'appointment', at: context.services.clock.now(), outcome: 'done', userName, patient: patient.number, detail });
  return { appointmentUid: made.AppointmentUID[0] ?? '' };
}

function* setStatus(input: InputOf<'appointments.setStatus'>, context: OperationContext): Work<OutputOf<'appointments.setStatus'>> {
  const { appointmentUid, seen, status } = input;
  const { organisationId } = context.services;
  const appointmentId = idOf(appointmentUid) ?? 0;
  const owner = found(yield* first<{ patient_id: number }>(selectOwner, organisationId, appointmentId), 'appointment');
  const patient = found(yield* loadPatient(organisationId, owner.patient_id), 'patient');
  const { startAt, value } = found(yield* findAppointment(organisationId, patient.patientId, appointmentId), 'appointment');
  const { Status: current = 'Booked', Comments: before = '' } = value;
  if (current !== seen) throw new OperationError(409, `Somebody else has changed this appointment: it is ${current} now. Nothing was changed.`);
  const comments = commentsWithReason(before, status, input.reason);
  const change = { AppointmentUID: uidOf(appointmentId), Status: status, ...(comments === undefined ? {} : { Comments: comments }) };
  const { userName } = yield* changeSchedule(context, patient, { NonClinical: { Appointment: [change] } });
  const detail = `The appointment of ${ukDateTime(startAt)}: ${current} → ${status}.`;
  yield* record(placeOf(context), { kind: 'appointment', at: context.services.clock.now(), outcome: 'done', userName, patient: patient.number, detail });
  return { appointmentUid, status };
}

function shownClinic({ directory }: Pick<Viewer, 'directory'>, { clinicId, clinicType, siteName, userName }: Clinic) {
  return { id: clinicId, clinician: shownPerson(directory, userName), siteName, clinicType };
}

function shownEntry(viewer: Viewer, { appointment, minutes, slotType, start, startAt, state }: LedgerEntry): ShownEntry {
  return { start, startAt: isoTime(startAt), minutes, slotType, state, appointment: appointment && shownAppointment(viewer, appointment) };
}

function shownAppointment(viewer: Viewer, row: LedgerAppointment): NonNullable<ShownEntry['appointment']> {
  // The columns hold what was stored: one of the contract's statuses, a list of texts.
  const status = row.status as AppointmentStatus;
  const flags = JSON.parse(row.flags) as string[];
  return {
    uid: uidOf(row.appointment_id),
    status,
    next: [...statusesAfter(status, appointmentStatuses)],
    comments: row.comments,
    flags,
    patient: shownPatient(viewer, row),
    isConfidential: row.confidential === 1,
    ...shownEntered(viewer, row),
  };
}

function countsOf(entries: readonly LedgerEntry[]): Counts[] {
  const days = new Map<string, Counts>();
  for (const { appointment, start, state } of entries) {
    const day = start.slice(0, 10);
    const counts = days.get(day) ?? { day, free: 0, taken: 0, didNotAttend: 0 };
    const isTaken = state === 'held' || (appointment !== null && appointment.status !== 'Cancelled');
    days.set(day, {
      day,
      free: counts.free + (state === 'free' ? 1 : 0),
      taken: counts.taken + (isTaken ? 1 : 0),
      didNotAttend: counts.didNotAttend + (appointment?.status === 'Did Not Attend' ? 1 : 0),
    });
  }
  return [...days.values()];
}

const selectOwner = sql`SELECT patient_id FROM appointment WHERE organisation_id = ? AND appointment_id = ?`;
