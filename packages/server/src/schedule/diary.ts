// The diary: who has an appointment or a visit in a stretch of time (B7.20). Entries without a patient are not in it.
import type { Appointment, Visit } from '@s1kit/contract';
import { loadPatient, type Patient } from '../patients/patient.js';
import type { Work } from '../store/index.js';
import { appointmentsIn, type PatientAppointment } from './appointments.js';
import type { TimeRange } from './range.js';
import { type PatientVisit, visitsIn } from './visits.js';

export interface DiaryEntry {
  readonly patient: Patient;
  /** In order of time. */
  readonly appointments: readonly Appointment[];
  readonly visits: readonly Visit[];
}

export interface DiaryNarrowing {
  /** Whose clinics, whose visits. */
  readonly userName: string | undefined;
  /** Where the clinics are held. Visits have no site: it leaves them as they are. */
  readonly siteName: string | undefined;
  readonly appointments: boolean;
  readonly visits: boolean;
}

/**
 * The patients with an entry in the stretch of time, in the order of their first.
 *
 * Confidential patients are left out: they are found by NHS number alone (B6.4).
 */
export function* readDiary(organisationId: string, range: TimeRange, narrowing: DiaryNarrowing): Work<readonly DiaryEntry[]> {
  const { userName, siteName } = narrowing;
  const appointments = narrowing.appointments ? yield* appointmentsIn(organisationId, range, { userName, siteName }) : [];
  const visits = narrowing.visits ? yield* visitsIn(organisationId, range, userName) : [];
  const byPatient = new Map<number, { readonly appointments: PatientAppointment[]; readonly visits: PatientVisit[] }>();
  const entriesOf = (patientId: number) => {
    const entries = byPatient.get(patientId) ?? { appointments: [], visits: [] };
    byPatient.set(patientId, entries);
    return entries;
  };
  for (const appointment of appointments) entriesOf(appointment.patientId).appointments.push(appointment);
  for (const visit of visits) entriesOf(visit.patientId).visits.push(visit);

  const firstAt = ([, entries]: [number, { readonly appointments: PatientAppointment[]; readonly visits: PatientVisit[] }]): number =>
    Math.min(entries.appointments[0]?.startAt ?? Number.POSITIVE_INFINITY, entries.visits[0]?.startAt ?? Number.POSITIVE_INFINITY);
  const found: DiaryEntry[] = [];
  for (const [patientId, entries] of [...byPatient].sort((a, b) => firstAt(a) - firstAt(b) || a[0] - b[0])) {
    const patient = yield* loadPatient(organisationId, patientId);
    if (patient === undefined) continue;
    found.push({ patient, appointments: entries.appointments.map(({ value }) => value), visits: entries.visits.map(({ value }) => value) });
  }
  return found;
}
