// The ledger: every slot of the clinics with what stands in it, free, held, booked or past, and the cancelled appointments beside them.
import type { PatientRow } from '../patients/patient.js';
import { all, sql, type Work } from '../store/index.js';
import { ukDateTime } from '../uk-time.js';
import { type Clinic, type ClinicNarrowing, findClinics } from './clinics.js';
import { slotsIn } from './free-slots.js';
import type { TimeRange } from './range.js';

export interface LedgerClinic {
  readonly clinic: Clinic;
  /** In order of time. */
  readonly entries: readonly LedgerEntry[];
}

export interface LedgerEntry {
  /** Milliseconds since 1970 UTC. */
  readonly startAt: number;
  /** The same as UK wall-clock time, `yyyy-MM-ddTHH:mm:ss`. */
  readonly start: string;
  readonly minutes: number;
  readonly slotType: string;
  /** `held`: taken for a booking that is not saved yet. `past`: it has begun, and nobody took it. */
  readonly state: 'free' | 'past' | 'held' | 'appointment';
  /** The appointment, where that is the state. */
  readonly appointment: LedgerAppointment | null;
}

/** An appointment with its patient and what wrote it. */
export type LedgerAppointment = PatientRow & {
  readonly appointment_id: number;
  readonly clinic_id: number;
  readonly slot_type: string;
  readonly start_at: number;
  readonly duration: number;
  readonly status: string;
  readonly comments: string;
  readonly flags: string;
  readonly user_name: string;
  readonly entry_at: number;
  readonly software: string | null;
};

/**
 * The slots and appointments that begin in a stretch of time, by clinic. Clinics without any are left out.
 * @param now milliseconds since 1970 UTC: what has begun cannot be booked any more
 */
export function* readLedger(organisationId: string, range: TimeRange, narrowing: ClinicNarrowing, now: number): Work<readonly LedgerClinic[]> {
  const appointments = byClinic(yield* all<LedgerAppointment>(selectAppointments, organisationId, range.from, range.until));
  const found: LedgerClinic[] = [];
  for (const clinic of yield* findClinics(organisationId, narrowing)) {
    const taken = yield* all<TakenRow>(selectTaken, organisationId, clinic.clinicId, range.from, range.until);
    const entries = entriesOf(clinic, range, taken, appointments.get(clinic.clinicId) ?? [], now);
    if (entries.length > 0) found.push({ clinic, entries });
  }
  return found;
}

function byClinic(rows: readonly LedgerAppointment[]): ReadonlyMap<number, readonly LedgerAppointment[]> {
  const found = new Map<number, LedgerAppointment[]>();
  for (const row of rows) {
    const ofClinic = found.get(row.clinic_id);
    if (ofClinic === undefined) found.set(row.clinic_id, [row]);
    else ofClinic.push(row);
  }
  return found;
}

type TakenRow = { readonly start_at: number; readonly appointment_id: number };

function entriesOf(
  clinic: Clinic,
  range: TimeRange,
  taken: readonly TakenRow[],
  appointments: readonly LedgerAppointment[],
  now: number,
): readonly LedgerEntry[] {
  const holders = new Map(taken.map((row) => [row.start_at, row.appointment_id]));
  const byId = new Map(appointments.map((row) => [row.appointment_id, row]));
  const entries: LedgerEntry[] = [];
  for (const { startAt, start, minutes, type: slotType } of slotsIn(clinic, range)) {
    const holder = holders.get(startAt);
    const appointment = holder === undefined ? undefined : byId.get(holder);
    // An appointment is shown as it was booked: the clinic's pattern may have changed since.
    if (appointment !== undefined) continue;
    const state = holder !== undefined ? 'held' : startAt > now ? 'free' : 'past';
    entries.push({ startAt, start, minutes, slotType, state, appointment: null });
  }
  for (const row of appointments) entries.push(entryOf(row));
  return entries.sort((a, b) => a.startAt - b.startAt || rankOf(a) - rankOf(b) || idOf(a) - idOf(b));
}

function entryOf(row: LedgerAppointment): LedgerEntry {
  const { start_at: startAt, duration: minutes, slot_type: slotType } = row;
  return { startAt, start: ukDateTime(startAt), minutes, slotType, state: 'appointment', appointment: row };
}

/** A slot first, with what stands in it; then what was cancelled there, in the order in which it was booked. */
function rankOf({ appointment }: LedgerEntry): number {
  return appointment?.status === 'Cancelled' ? 1 : 0;
}

function idOf({ appointment }: LedgerEntry): number {
  return appointment?.appointment_id ?? 0;
}

const selectAppointments = sql`SELECT appointment_id, clinic_id, slot_type, start_at, duration, status, comments, flags, user_name, entry_at,
    application.name AS software, patient.patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics
  FROM appointment
    JOIN patient ON patient.organisation_id = appointment.organisation_id AND patient.patient_id = appointment.patient_id
    LEFT JOIN application ON application.organisation_id = appointment.organisation_id AND application.application_id = appointment.application_id
  WHERE appointment.organisation_id = ? AND start_at >= ? AND start_at <= ?
  ORDER BY start_at, appointment_id`;
const selectTaken = sql`SELECT start_at, appointment_id FROM slot_taken WHERE organisation_id = ? AND clinic_id = ? AND start_at >= ? AND start_at <= ?`;
