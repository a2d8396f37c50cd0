// Which entry an unsaved change changes, or which clinic a booking is for: what a user knows it by, under the names of messages.
import { appointmentState, findAppointment, findTask, findVisit } from '../changes/index.js';
import type { PlannedChange } from '../changes/planned.js';
import { findClinic } from '../schedule/clinics.js';
import type { Work } from '../store/index.js';
import { ukDateTime } from '../uk-time.js';

interface Known {
  readonly name: string;
  readonly value: unknown;
}

/** Nothing for demographics and events, and for what the record does not have any more. */
export function* aboutEntry(organisationId: string, patientId: number, planned: PlannedChange): Work<readonly Known[]> {
  const { appointments, bookings, tasks, visits } = planned;
  for (const { clinicId } of bookings) {
    const clinic = yield* findClinic(organisationId, clinicId);
    return known(clinic && { UserName: clinic.userName, SiteName: clinic.siteName, ClinicType: clinic.clinicType });
  }
  for (const { appointmentId } of appointments) {
    const found = yield* findAppointment(organisationId, patientId, appointmentId);
    if (found === undefined) return [];
    const { UserName, SiteName, ClinicType } = found.value.Clinic ?? {};
    return known({ DateTimeStart: ukDateTime(found.startAt), UserName, SiteName, ClinicType, Status: appointmentState(found).status });
  }
  for (const { visitId } of visits) {
    const found = yield* findVisit(organisationId, patientId, visitId);
    return known(found && { DateTime: ukDateTime(found.startAt), UserName: found.visitor, Status: found.status });
  }
  for (const { taskId } of tasks) {
    const found = yield* findTask(organisationId, patientId, taskId);
    return known(found && { Content: found.content, Due: ukDateTime(found.dueAt), Status: found.status });
  }
  return [];
}

function known(values: object | undefined): readonly Known[] {
  return Object.entries(values ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}
