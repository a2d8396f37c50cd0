// What can be deleted: the entries that a request names, each of this patient and written by the calling application (B7.18).
import { type Appointment, type ClinicalItem, type Event, Refusal, type Task, type Uid, type Visit } from '@s1kit/contract';
import { idOf } from '../identifiers.js';
import { eventValue, type StoredEvent } from '../patients/event-value.js';
import { appointmentsOf } from '../schedule/appointments.js';
import { tasksOf } from '../schedule/tasks.js';
import { visitsOf } from '../schedule/visits.js';
import { all, first, type Sql, sql, type Work } from '../store/index.js';
import { parametersPath, placeOf } from './request.js';

/** What a request names. */
export interface NamedEntries {
  readonly EventUID?: readonly Uid[];
  readonly AppointmentUID?: readonly Uid[];
  readonly TaskUID?: readonly Uid[];
  readonly VisitUID?: readonly Uid[];
}

/** An entry that may be deleted, with its value as a reply would have given it. */
export interface Deletable<V> {
  readonly id: number;
  readonly value: V;
}

export interface DeletableEvent extends Deletable<Event> {
  readonly effectiveAt: string;
  readonly items: readonly ClinicalItem[];
  readonly documents: readonly DeletableDocument[];
}

export interface DeletableDocument {
  readonly documentId: number;
  readonly fileName: string;
  /** The hashes of its contents, a page each. */
  readonly pages: readonly string[];
}

export interface DeletableEntries {
  readonly events: readonly DeletableEvent[];
  readonly appointments: readonly Deletable<Appointment>[];
  readonly visits: readonly Deletable<Visit>[];
  readonly tasks: readonly Deletable<Task>[];
}

interface Owner {
  readonly organisationId: string;
  readonly patientId: number;
  readonly applicationId: string;
}

/** @throws {Refusal} ValueInvalid, ValueUnknown, DeletionRefused */
export function* findDeletable(named: NamedEntries, owner: Owner): Work<DeletableEntries> {
  const { organisationId, patientId } = owner;
  const eventIds = yield* ownIds('EventUID', named.EventUID, selectEventOwner, owner);
  const appointmentIds = yield* ownIds('AppointmentUID', named.AppointmentUID, selectAppointmentOwner, owner);
  const taskIds = yield* ownIds('TaskUID', named.TaskUID, selectTaskOwner, owner);
  const visitIds = yield* ownIds('VisitUID', named.VisitUID, selectVisitOwner, owner);
  const events: DeletableEvent[] = [];
  for (const id of eventIds.values()) events.push(...(yield* readEvent(owner, id)));
  return {
    events,
    appointments:
      appointmentIds.size === 0
        ? []
        : valuesOf(
            appointmentIds,
            (yield* appointmentsOf(organisationId, patientId, {})).map(({ value }) => value),
            'AppointmentUID',
          ),
    visits:
      visitIds.size === 0
        ? []
        : valuesOf(
            visitIds,
            (yield* visitsOf(organisationId, patientId, {})).map(({ value }) => value),
            'VisitUID',
          ),
    tasks: taskIds.size === 0 ? [] : valuesOf(taskIds, yield* tasksOf(organisationId, patientId, {}), 'TaskUID'),
  };
}

/** The identifiers that are named, as numbers. */
function* ownIds(name: keyof NamedEntries, uids: readonly Uid[] = [], selectOwner: Sql, owner: Owner): Work<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>();
  for (const [index, uid] of uids.entries()) {
    const path = placeOf(parametersPath, name, index);
    if (ids.has(uid)) throw new Refusal('ValueInvalid', `The same ${name} stands twice. Name each entry once.`, path);
    const id = idOf(uid);
    const row = id === undefined ? undefined : yield* first<{ application_id: string | null }>(selectOwner, owner.organisationId, owner.patientId, id);
    if (id === undefined || row === undefined) {
      throw new Refusal('ValueUnknown', `The patient's record has nothing of that ${name}. Nothing was deleted.`, path);
    }
    if (row.application_id !== owner.applicationId) {
      throw new Refusal('DeletionRefused', 'An application deletes only what it wrote itself, and this entry is not its own. Nothing was deleted.', path);
    }
    ids.set(uid, id);
  }
  return ids;
}

function valuesOf<N extends string, V extends { readonly [K in N]?: Uid }>(
  ids: ReadonlyMap<string, number>,
  values: readonly V[],
  name: N,
): readonly Deletable<V>[] {
  return values.flatMap((value) => {
    const id = ids.get(value[name] ?? '');
    return id === undefined ? [] : [{ id, value }];
  });
}

function* readEvent({ organisationId, patientId }: Owner, id: number): Work<readonly DeletableEvent[]> {
  const row = yield* first<StoredEvent & { readonly items: string }>(selectEvent, organisationId, patientId, id);
  if (row === undefined) return [];
  // The column holds what was stored as the event's items.
  const items = JSON.parse(row.items) as readonly ClinicalItem[];
  const documents: DeletableDocument[] = [];
  for (const document of yield* all<{ document_id: number; file_name: string }>(selectDocuments, organisationId, patientId, id)) {
    const pages = yield* all<{ content_hash: string }>(selectPages, organisationId, document.document_id);
    documents.push({ documentId: document.document_id, fileName: document.file_name, pages: pages.map((page) => page.content_hash) });
  }
  return [{ id, effectiveAt: row.effective_at, items, documents, value: eventValue(row, items) }];
}

const selectEventOwner = sql`SELECT application_id FROM event WHERE organisation_id = ? AND patient_id = ? AND event_id = ?`;
const selectAppointmentOwner = sql`SELECT application_id FROM appointment WHERE organisation_id = ? AND patient_id = ? AND appointment_id = ?`;
const selectTaskOwner = sql`SELECT application_id FROM task WHERE organisation_id = ? AND patient_id = ? AND task_id = ?`;
const selectVisitOwner = sql`SELECT application_id FROM visit WHERE organisation_id = ? AND patient_id = ? AND visit_id = ?`;
const selectEvent = sql`SELECT event_id, effective_at, user_name, done_by, done_at, software, method, linked_referral_uid, linked_problem_uid, items FROM event
  WHERE organisation_id = ? AND patient_id = ? AND event_id = ?`;
const selectDocuments = sql`SELECT document_id, file_name FROM document WHERE organisation_id = ? AND patient_id = ? AND event_id = ?`;
const selectPages = sql`SELECT content_hash FROM document_page WHERE organisation_id = ? AND document_id = ? ORDER BY page`;
