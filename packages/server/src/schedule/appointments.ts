// Appointments as stored, and as replies carry them.
import type { Appointment } from '@s1kit/contract';
import { uidOf } from '../identifiers.js';
import { all, sql, type Work } from '../store/index.js';
import { ukDateTime } from '../uk-time.js';
import { type EntryLimits, limitParameters } from './entry-limits.js';
import type { TimeRange } from './range.js';

/** An appointment of a patient. */
export interface PatientAppointment {
  readonly patientId: number;
  /** Milliseconds since 1970 UTC. */
  readonly startAt: number;
  readonly value: Appointment;
}

/** The appointments of a patient, in order of time. */
export function* appointmentsOf(organisationId: string, patientId: number, limits: EntryLimits): Work<readonly PatientAppointment[]> {
  const rows = yield* all<AppointmentRow>(selectOfPatient, organisationId, patientId, ...limitParameters(limits));
  return rows.map(appointmentOf);
}

/** The appointments that begin in a stretch of time, of patients who are not confidential, in order of time. */
export function* appointmentsIn(
  organisationId: string,
  { from, until }: TimeRange,
  { userName = '', siteName = '' }: { readonly userName?: string | undefined; readonly siteName?: string | undefined },
): Work<readonly PatientAppointment[]> {
  const rows = yield* all<AppointmentRow>(selectInRange, organisationId, from, until, userName, userName, siteName, siteName);
  return rows.map(appointmentOf);
}

type AppointmentRow = {
  readonly appointment_id: number;
  readonly patient_id: number;
  readonly slot_type: string;
  readonly start_at: number;
  readonly duration: number;
  readonly status: string;
  readonly comments: string;
  readonly flags: string;
  readonly linked_referral_uid: string | null;
  readonly user_name: string;
  readonly site_name: string;
  readonly clinic_type: string;
};

function appointmentOf(row: AppointmentRow): PatientAppointment {
  const value = {
    AppointmentUID: uidOf(row.appointment_id),
    Status: row.status,
    ...(row.comments === '' ? {} : { Comments: row.comments }),
    // The column holds what was stored as a list of texts.
    Flag: JSON.parse(row.flags) as readonly string[],
    Clinic: {
      UserName: row.user_name,
      SiteName: row.site_name,
      ClinicType: row.clinic_type,
      Slot: { SlotType: row.slot_type, DateTimeStart: ukDateTime(row.start_at), Duration: row.duration },
    },
    ...(row.linked_referral_uid === null ? {} : { LinkedReferralUID: row.linked_referral_uid }),
  };
  // Status and identifiers were stored as values of the contract's types.
  return { patientId: row.patient_id, startAt: row.start_at, value: value as Appointment };
}

// Plus nothing: so that an engine goes by the patient, not by the time.
const selectOfPatient = sql`SELECT appointment_id, patient_id, slot_type, start_at, duration, status, comments, flags, linked_referral_uid,
    clinic.user_name, clinic.site_name, clinic.clinic_type
  FROM appointment JOIN clinic ON clinic.organisation_id = appointment.organisation_id AND clinic.clinic_id = appointment.clinic_id
  WHERE appointment.organisation_id = ? AND patient_id = ?
    AND start_at + 0 >= ? AND start_at + 0 <= ? AND entry_at >= ? AND entry_at <= ? AND (? = '' OR appointment.user_name = ?)
  ORDER BY start_at, appointment_id`;

const selectInRange = sql`SELECT appointment_id, appointment.patient_id, slot_type, start_at, duration, status, comments, flags, linked_referral_uid,
    clinic.user_name, clinic.site_name, clinic.clinic_type
  FROM appointment
    JOIN clinic ON clinic.organisation_id = appointment.organisation_id AND clinic.clinic_id = appointment.clinic_id
    JOIN patient ON patient.organisation_id = appointment.organisation_id AND patient.patient_id = appointment.patient_id
  WHERE appointment.organisation_id = ? AND start_at >= ? AND start_at <= ? AND confidential = 0
    AND (? = '' OR clinic.user_name = ?) AND (? = '' OR clinic.site_name = ?)
  ORDER BY start_at, appointment_id`;
