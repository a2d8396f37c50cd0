// Bookings: an appointment takes a free future slot, which nobody else can then take (B7.13).
import { type Appointment, Refusal } from '@s1kit/contract';
import { nextIds } from '../../identifiers.js';
import { type Clinic, findClinics } from '../../schedule/clinics.js';
import { slotsIn } from '../../schedule/free-slots.js';
import { first, run, sql, type Work } from '../../store/index.js';
import type { PlannedBooking, PlannedChange } from '../planned.js';
import type { ChangeContext } from '../request.js';
import { instantOf } from './times.js';

/**
 * @param others bookings of the same change: they take slots too
 * @throws {Refusal} SlotUnavailable, StatusRefused, ValueInvalid
 */
export function* planBooking(sent: Appointment, others: readonly PlannedBooking[], context: ChangeContext, path: string): Work<PlannedBooking> {
  const { organisationId, now } = context;
  const { Clinic: asked, Comments: comments = '', Flag: flags = [], LinkedReferralUID: referral, Status: status = 'Booked' } = sent;
  const slot = asked?.Slot;
  if (asked === undefined || slot === undefined) {
    throw new Refusal('ValueInvalid', 'An appointment is booked with Clinic and its Slot, or changed by its AppointmentUID. Give either.', path);
  }
  if (status !== 'Booked')
    throw new Refusal('StatusRefused', 'A new appointment is Booked. Its status can be changed when it has been made.', `${path}/Status`);
  const slotPath = `${path}/Clinic/Slot`;
  const startAt = instantOf(slot.DateTimeStart, `${slotPath}/DateTimeStart`);
  if (startAt <= now) throw new Refusal('SlotUnavailable', 'The slot has begun already. GetAppointmentSlots lists those that are free.', slotPath);

  const clinics = yield* findClinics(organisationId, { userName: asked.UserName, siteName: asked.SiteName, clinicType: asked.ClinicType });
  const wanted = { startAt, type: slot.SlotType, minutes: slot.Duration };
  const having = clinics.filter((clinic) => hasSlot(clinic, wanted));
  if (having.length === 0) {
    throw new Refusal('SlotUnavailable', 'The clinic has no slot of that type, start and duration. GetAppointmentSlots lists those that are free.', slotPath);
  }
  for (const { clinicId } of having) {
    if (others.some((other) => other.clinicId === clinicId && other.startAt === startAt)) continue;
    if ((yield* holderOf(organisationId, clinicId, startAt)) !== undefined) continue;
    const appointmentId = yield* nextIds(organisationId, 'appointment', 1);
    const kept = { comments, flags: flags.filter((flag) => flag !== ''), linkedReferralUid: referral ?? null };
    return { appointmentId, clinicId, startAt, slotType: slot.SlotType, duration: slot.Duration, ...kept };
  }
  throw taken(slotPath);
}

function hasSlot(clinic: Clinic, { startAt, type, minutes }: { readonly startAt: number; readonly type: string; readonly minutes: number }): boolean {
  return slotsIn(clinic, { from: startAt, until: startAt }).some((slot) => slot.type === type && slot.minutes === minutes);
}

function taken(path: string): Refusal {
  return new Refusal('SlotUnavailable', 'The slot is taken. GetAppointmentSlots lists those that are free.', path);
}

/**
 * Takes the slots of a change, all of them. A slot that the same appointment holds already stays its own.
 * @throws {Refusal} SlotUnavailable: another appointment has one of them
 */
export function* takeSlots(organisationId: string, bookings: readonly PlannedBooking[]): Work<void> {
  for (const { clinicId, startAt, appointmentId } of bookings) {
    // Of those who try at the same time the key of the table lets one through.
    if ((yield* run(takeSlot, organisationId, clinicId, startAt, appointmentId)) === 1) continue;
    if ((yield* holderOf(organisationId, clinicId, startAt)) !== appointmentId)
      throw taken('/ClientIntegrationRequest/FunctionParameters/NonClinical/Appointment');
  }
}

/** Frees the slots of a change that is not carried out, or of appointments that are cancelled or deleted. */
export function* freeSlots(organisationId: string, appointments: readonly { readonly appointmentId: number }[]): Work<void> {
  for (const { appointmentId } of appointments) yield* run(freeSlot, organisationId, appointmentId);
}

/** Writes an appointment whose slot has been taken. */
export function* writeBooking(
  organisationId: string,
  change: Pick<PlannedChange, 'patientId' | 'applicationId' | 'userName'>,
  booking: PlannedBooking,
  now: number,
): Work<void> {
  const { appointmentId, clinicId, slotType, startAt, duration, comments, flags, linkedReferralUid } = booking;
  const { patientId, applicationId, userName } = change;
  const what = [slotType, startAt, duration, 'Booked', comments, JSON.stringify(flags), linkedReferralUid];
  yield* run(insertAppointment, organisationId, appointmentId, patientId, clinicId, ...what, applicationId, userName, now);
}

/** The appointment that has the slot; `undefined` for a free one. */
function* holderOf(organisationId: string, clinicId: number, startAt: number): Work<number | undefined> {
  return (yield* first<{ appointment_id: number }>(selectHolder, organisationId, clinicId, startAt))?.appointment_id;
}

const selectHolder = sql`SELECT appointment_id FROM slot_taken WHERE organisation_id = ? AND clinic_id = ? AND start_at = ?`;
const takeSlot = sql`INSERT INTO slot_taken (organisation_id, clinic_id, start_at, appointment_id) VALUES (?, ?, ?, ?)
  ON CONFLICT (organisation_id, clinic_id, start_at) DO NOTHING`;
const freeSlot = sql`DELETE FROM slot_taken WHERE organisation_id = ? AND appointment_id = ?`;
const insertAppointment = sql`INSERT INTO appointment (organisation_id, appointment_id, patient_id, clinic_id, slot_type, start_at, duration, status, comments,
    flags, linked_referral_uid, application_id, user_name, entry_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
