// Deleting entries of a record: all that are named or none; what is deleted leaves the record and stays in the audit (B7.18).
import { type ClinicalItem, Refusal, type Uid } from '@s1kit/contract';
import { record } from '../audit/index.js';
import type { StaffMember } from '../directory/index.js';
import { claimContent } from '../documents/content.js';
import { noteRemoved } from '../extracts/index.js';
import { uidOf } from '../identifiers.js';
import type { Patient } from '../patients/patient.js';
import type { Place } from '../place.js';
import { all, run, sql, type Work } from '../store/index.js';
import { reopenProblem } from './clinical/endings.js';
import { isEnding } from './clinical/problems.js';
import { type DeletableEntries, type DeletableEvent, findDeletable, type NamedEntries } from './deletable.js';
import { parametersPath } from './request.js';
import { partOf, raiseVersion, type SavedPart } from './saved.js';
import { freeSlots } from './schedule/bookings.js';

export interface DeletionRequest extends NamedEntries {
  readonly Reason: string;
}

/** Who deletes, where and when. */
export interface DeletionContext extends Place {
  readonly user: StaffMember;
  readonly application: { readonly id: string; readonly name: string };
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/**
 * Deletes what a request names. Documents go with their event (their content stays, as the audit has its hash), the slots of appointments are free
 * again, and a problem is open again whose end is deleted. A problem that other entries are linked to is not deleted.
 * @throws {Refusal} ValueInvalid, ValueUnknown, DeletionRefused; the unit must then be undone
 */
export function* deleteEntries(patient: Patient, request: DeletionRequest, context: DeletionContext): Work<void> {
  requireReason(request);
  requireNames(request);
  const { organisationId, application, now } = context;
  const { patientId } = patient;
  const entries = yield* findDeletable(request, { organisationId, patientId, applicationId: application.id });
  yield* requireUnlinked(organisationId, patientId, entries.events);

  for (const event of entries.events) yield* removeEvent(organisationId, patientId, event);
  for (const { items } of entries.events) for (const problemUid of endedBy(items)) yield* reopenProblem(organisationId, patientId, problemUid, now);
  yield* freeSlots(
    organisationId,
    entries.appointments.map(({ id }) => ({ appointmentId: id })),
  );
  for (const { id } of entries.appointments) yield* run(deleteAppointment, organisationId, id);
  for (const { id } of entries.visits) yield* run(deleteVisit, organisationId, id);
  for (const { id } of entries.tasks) yield* run(deleteTask, organisationId, id);
  yield* noteRemoved(organisationId, entries, now);
  const by = { userName: context.user.userName, software: application.name, savedAt: now };
  yield* raiseVersion(organisationId, patientId, by, partsGone(entries));
  yield* putOnRecord(patient, request.Reason, entries, context);
}

function partsGone({ appointments, events, tasks, visits }: DeletableEntries): readonly SavedPart[] {
  const items = events.flatMap((event) => event.items);
  return [
    ...items.flatMap(problemOf).map((uid) => partOf('Problem', uid)),
    ...appointments.map(({ id }) => partOf('Appointment', String(id))),
    ...visits.map(({ id }) => partOf('Visit', String(id))),
    ...tasks.map(({ id }) => partOf('Task', String(id))),
  ];
}

function requireReason({ Reason: reason }: DeletionRequest): void {
  if (reason.trim() !== '') return;
  throw new Refusal('ValueInvalid', 'Reason is blank: say why the entries are deleted. Nothing was deleted.', `${parametersPath}/Reason`);
}

function requireNames({ EventUID = [], AppointmentUID = [], TaskUID = [], VisitUID = [] }: DeletionRequest): void {
  if (EventUID.length + AppointmentUID.length + TaskUID.length + VisitUID.length > 0) return;
  throw new Refusal('ValueInvalid', 'Nothing is named that is to be deleted. Give EventUID, AppointmentUID, TaskUID or VisitUID.', parametersPath);
}

/** Links of other entries would lead nowhere. */
function* requireUnlinked(organisationId: string, patientId: number, events: readonly DeletableEvent[]): Work<void> {
  const deleted = new Set(events.map(({ id }) => id));
  for (const [index, { items }] of events.entries()) {
    for (const problemUid of items.flatMap(problemOf)) {
      const others = yield* linkedTo(organisationId, patientId, problemUid, deleted);
      if (!others) continue;
      const path = index === 0 ? `${parametersPath}/EventUID` : `${parametersPath}/EventUID[${index + 1}]`;
      throw new Refusal(
        'DeletionRefused',
        'The event holds a problem that other entries are linked to. Delete those too, or first. Nothing was deleted.',
        path,
      );
    }
  }
}

function problemOf(item: ClinicalItem): readonly Uid[] {
  return item.kind === 'ClinicalCode' && item.value.ProblemUID !== undefined ? [item.value.ProblemUID] : [];
}

function* linkedTo(organisationId: string, patientId: number, problemUid: Uid, deleted: ReadonlySet<number>): Work<boolean> {
  const rows = yield* all<{ event_id: number }>(selectLinked, organisationId, patientId, problemUid, `%"LinkedProblemUID":"${problemUid}"%`);
  return rows.some((row) => !deleted.has(row.event_id));
}

function endedBy(items: readonly ClinicalItem[]): readonly Uid[] {
  return items.flatMap((item) =>
    item.kind === 'ClinicalCode' && isEnding(item.value) && item.value.LinkedProblemUID !== undefined ? [item.value.LinkedProblemUID] : [],
  );
}

function* removeEvent(organisationId: string, patientId: number, { id, effectiveAt, documents }: DeletableEvent): Work<void> {
  for (const { documentId, pages } of documents) {
    yield* claimContent(organisationId, 'deleted', pages);
    yield* run(deletePages, organisationId, documentId);
    yield* run(deleteDocument, organisationId, documentId);
  }
  yield* run(deleteEvent, organisationId, patientId, effectiveAt, id);
}

/** The entry has what was deleted, as replies would have given it; its words say only how much. */
function* putOnRecord(patient: Patient, reason: string, entries: DeletableEntries, context: DeletionContext): Work<void> {
  const { events, appointments, visits, tasks } = entries;
  const documents = events.flatMap((event) => event.documents);
  const deleted = {
    Reason: reason,
    Event: events.map(({ value }) => value),
    Document: documents.map(({ documentId, fileName, pages }) => ({ DocumentUID: uidOf(documentId), FileName: fileName, Content: pages })),
    Appointment: appointments.map(({ value }) => value),
    Visit: visits.map(({ value }) => value),
    Task: tasks.map(({ value }) => value),
  };
  yield* record(context, {
    kind: 'deletion',
    at: context.now,
    outcome: 'done',
    userName: context.user.userName,
    applicationId: context.application.id,
    applicationName: context.application.name,
    patient: patient.number,
    request: Buffer.from(JSON.stringify(deleted, undefined, 2)),
    detail: `Deleted: ${events.length} events, ${appointments.length} appointments, ${visits.length} visits, ${tasks.length} tasks.`,
  });
}

const selectLinked = sql`SELECT event_id FROM event WHERE organisation_id = ? AND patient_id = ? AND (linked_problem_uid = ? OR items LIKE ?)`;
const deleteEvent = sql`DELETE FROM event WHERE organisation_id = ? AND patient_id = ? AND effective_at = ? AND event_id = ?`;
const deletePages = sql`DELETE FROM document_page WHERE organisation_id = ? AND document_id = ?`;
const deleteDocument = sql`DELETE FROM document WHERE organisation_id = ? AND document_id = ?`;
const deleteAppointment = sql`DELETE FROM appointment WHERE organisation_id = ? AND appointment_id = ?`;
const deleteVisit = sql`DELETE FROM visit WHERE organisation_id = ? AND visit_id = ?`;
const deleteTask = sql`DELETE FROM task WHERE organisation_id = ? AND task_id = ?`;
