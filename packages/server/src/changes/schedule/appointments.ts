// Changes of appointments that are booked: status, comments and flags, by AppointmentUID (B7.13).
import { type Appointment, Refusal, type Uid } from '@s1kit/contract';
import { idOf, uidOf } from '../../identifiers.js';
import { appointmentsOf, type PatientAppointment } from '../../schedule/appointments.js';
import { run, sql, type Work } from '../../store/index.js';
import { fromUk } from '../../uk-time.js';
import { changed, changesOf } from '../changed.js';
import type { AppointmentChange, AppointmentState } from '../planned.js';
import { freeSlots } from './bookings.js';
import { requireNotCancelled, unknownEntry } from './statuses.js';

/** @throws {Refusal} ValueUnknown, ValueInvalid, StatusRefused */
export function* planAppointmentChange(
  organisationId: string,
  patientId: number,
  sent: Appointment & { readonly AppointmentUID: Uid },
  path: string,
): Work<AppointmentChange> {
  const appointmentId = idOf(sent.AppointmentUID);
  const found = appointmentId === undefined ? undefined : yield* findAppointment(organisationId, patientId, appointmentId);
  if (appointmentId === undefined || found === undefined) throw unknownEntry('AppointmentUID', path);
  requireSameSlot(sent, found, path);
  const { Status: status, Comments: comments, Flag: flags, LinkedReferralUID: linkedReferralUid } = sent;
  const state = appointmentState(found);
  requireNotCancelled(state.status, status, path);
  return { appointmentId, changes: changesOf(state, { status, comments, flags: flags?.filter((flag) => flag !== ''), linkedReferralUid }) };
}

/** The appointment of that identifier, if it is this patient's. */
export function* findAppointment(organisationId: string, patientId: number, appointmentId: number): Work<PatientAppointment | undefined> {
  const uid = uidOf(appointmentId);
  return (yield* appointmentsOf(organisationId, patientId, {})).find(({ value }) => value.AppointmentUID === uid);
}

/** An appointment may be sent as it was read; it does not move. */
function requireSameSlot({ Clinic: sent }: Appointment, { startAt, value }: PatientAppointment, path: string): void {
  if (sent === undefined) return;
  const { Clinic: clinic } = value;
  const sameClinic = sent.UserName === clinic?.UserName && sent.SiteName === clinic.SiteName && sent.ClinicType === clinic.ClinicType;
  const { Slot: slot } = sent;
  const sameSlot =
    slot === undefined || (slot.SlotType === clinic?.Slot?.SlotType && slot.Duration === clinic.Slot.Duration && fromUk(slot.DateTimeStart) === startAt);
  if (sameClinic && sameSlot) return;
  throw new Refusal('ValueInvalid', 'An appointment cannot be moved: cancel it and book another slot, or leave Clinic out.', `${path}/Clinic`);
}

/** What of an appointment can change. */
export function appointmentState({ value }: PatientAppointment): AppointmentState {
  const { Status = 'Booked', Comments = '', Flag = [], LinkedReferralUID = null } = value;
  return { status: Status, comments: Comments, flags: Flag, linkedReferralUid: LinkedReferralUID };
}

/**
 * Writes a change into the appointment as it now is. Cancelling frees its slot.
 * @throws {Refusal} ValueUnknown, StatusRefused: it was deleted or cancelled since the change was planned
 */
export function* writeAppointmentChange(organisationId: string, patientId: number, { appointmentId, changes }: AppointmentChange, now: number): Work<void> {
  const path = '/ClientIntegrationRequest/FunctionParameters/NonClinical/Appointment';
  const found = yield* findAppointment(organisationId, patientId, appointmentId);
  if (found === undefined) throw unknownEntry('AppointmentUID', path);
  const before = appointmentState(found);
  requireNotCancelled(before.status, changes.status?.after, path);
  const { status, comments, flags, linkedReferralUid } = changed(before, changes);
  yield* run(updateAppointment, status, comments, JSON.stringify(flags), linkedReferralUid, now, organisationId, appointmentId);
  if (status === 'Cancelled') yield* freeSlots(organisationId, [{ appointmentId }]);
}

const updateAppointment = sql`UPDATE appointment SET status = ?, comments = ?, flags = ?, linked_referral_uid = ?, changed_at = ?
  WHERE organisation_id = ? AND appointment_id = ?`;
