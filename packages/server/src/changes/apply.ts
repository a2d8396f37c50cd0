// Carrying out a change that was planned, in the unit of work that it is called in: all of it, or none.
import type { Work } from '../store/index.js';
import { isEmpty } from './changed.js';
import { endProblem } from './clinical/endings.js';
import { writeEvent } from './clinical/event.js';
import { writeDemographics } from './demographics.js';
import { type Made, madeBy, type PlannedChange } from './planned.js';
import { partsChangedBy, raiseVersion } from './saved.js';
import { takeSlots, writeAppointmentChange, writeBooking, writeTask, writeTaskChange, writeVisit, writeVisitChange } from './schedule/index.js';

/**
 * Writes a planned change into the record. What somebody else changed since it was planned is overwritten where both changed it: whoever keeps
 * changes for later compares versions first (B7.16).
 * @param now milliseconds since 1970 UTC: the time of entry
 * @returns what was made
 * @throws {Refusal} SlotUnavailable, StatusRefused, ValueUnknown, ValueInvalid: what it builds on is no longer so. The unit must then be undone.
 */
export function* applyChange(organisationId: string, change: PlannedChange, now: number): Work<Made> {
  const { patientId } = change;
  yield* takeSlots(organisationId, change.bookings);
  if (change.demographics !== null) yield* writeDemographics(organisationId, patientId, change.demographics, now);
  if (change.event !== null) {
    yield* writeEvent(organisationId, change, change.event, now);
    for (const end of change.event.ends) yield* endProblem(organisationId, patientId, end, now);
  }
  for (const booking of change.bookings) yield* writeBooking(organisationId, change, booking, now);
  for (const appointment of change.appointments) if (!isEmpty(appointment.changes)) yield* writeAppointmentChange(organisationId, patientId, appointment, now);
  for (const visit of change.newVisits) yield* writeVisit(organisationId, change, visit, now);
  for (const visit of change.visits) if (!isEmpty(visit.changes)) yield* writeVisitChange(organisationId, patientId, visit, now);
  for (const task of change.newTasks) yield* writeTask(organisationId, change, task, now);
  for (const task of change.tasks) if (!isEmpty(task.changes)) yield* writeTaskChange(organisationId, patientId, task, now);
  const by = { userName: change.userName, software: change.software, savedAt: now };
  if (changesAnything(change)) yield* raiseVersion(organisationId, patientId, by, partsChangedBy(change));
  return madeBy(change);
}

function changesAnything(change: PlannedChange): boolean {
  const { demographics, event, bookings, newVisits, newTasks, appointments, visits, tasks } = change;
  const made = bookings.length + newVisits.length + newTasks.length;
  return demographics !== null || event !== null || made > 0 || [...appointments, ...visits, ...tasks].some(({ changes }) => !isEmpty(changes));
}
