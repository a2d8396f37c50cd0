// A fictitious patient as rows of the tables, in statements that a unit of work runs.
import { encoderVersion } from '@s1kit/contract';
import { insertAddress, insertDocument, insertEvent, insertPage, insertPatient, insertRegistration, insertTelephone } from '../patients/insertions.js';
import { foldName, foldPostcode, foldTelephone } from '../patients/keys.js';
import { run, type Sql, type SqlValue, sql, type Work } from '../store/index.js';
import type { BookedAppointment } from './appointment-book.js';
import type { Calendar } from './calendar.js';
import type { DocumentContent, DocumentKind } from './documents/index.js';
import type { FictitiousPatient } from './patient.js';
import { type AppointmentWish, type DraftEvent, kindsOfItems, type NextIds } from './record.js';
import type { StoredForm } from './stored-form.js';

/** A statement and what it is run with. */
export interface RowToWrite {
  readonly statement: Sql;
  readonly values: readonly SqlValue[];
  /** Written only if the statement has changed something: the appointment of a slot that was still free. */
  readonly ifChanged?: RowToWrite;
}

/** Records of more events than this keep their XML: what it takes to encode fewer is not worth the room on disk and the time at the first start (ADR 0010). */
const xmlKeptFrom = 2_000;

/** Writes rows, in their order. */
export function* writeRows(rows: readonly RowToWrite[]): Work<void> {
  for (const { statement, values, ifChanged } of rows) {
    const changed = yield* run(statement, ...values);
    if (ifChanged !== undefined && changed > 0) yield* run(ifChanged.statement, ...ifChanged.values);
  }
}

export interface RowMaker {
  readonly organisationId: string;
  readonly calendar: Calendar;
  readonly documents: ReadonlyMap<DocumentKind, DocumentContent>;
  readonly form: StoredForm;
  readonly eventIds: NextIds;
  /** The next free identifiers of what is numbered here. */
  readonly ids: { appointment: number; visit: number; task: number };
  readonly firstClinicId: number;
}

/** The rows of a patient. `booked` stands in the order of the record's appointments. */
export function rowsOfPatient(
  maker: RowMaker,
  patientId: number,
  patient: FictitiousPatient,
  booked: readonly { readonly wish: AppointmentWish; readonly slot: BookedAppointment }[],
): RowToWrite[] {
  const rows: RowToWrite[] = [patientRow(maker.organisationId, patientId, patient)];
  const { organisationId } = maker;
  for (const key of telephoneKeys(patient)) rows.push({ statement: insertTelephone, values: [organisationId, key, patientId] });
  patient.registrations.forEach(({ type, status, from, until }, index) => {
    rows.push({ statement: insertRegistration, values: [organisationId, patientId, index + 1, type, status, from, until ?? null] });
  });
  patient.addresses.forEach(({ type, address, from, until }, index) => {
    rows.push({ statement: insertAddress, values: [organisationId, patientId, index + 1, type, JSON.stringify(address), from, until ?? null] });
  });
  const { events } = patient.record;
  const keepsXml = events.length > xmlKeptFrom;
  for (const event of inOrder(events)) rows.push(...eventRows(maker, patientId, event, keepsXml));
  for (const { wish, slot } of booked) rows.push(appointmentRow(maker, patientId, wish, slot));
  for (const visit of patient.record.visits) {
    const startAt = maker.calendar.instant(visit.day, visit.second - (visit.second % 300));
    rows.push({
      statement: insertVisit,
      values: [
        organisationId,
        maker.ids.visit++,
        patientId,
        startAt,
        visit.minutes,
        visit.visitor,
        visit.status,
        visit.comments,
        visit.visitor,
        startAt - 2 * 86_400_000,
      ],
    });
  }
  for (const task of patient.record.tasks) {
    rows.push({
      statement: insertTask,
      values: [
        organisationId,
        maker.ids.task++,
        patientId,
        maker.calendar.instant(task.day, task.second),
        task.type,
        task.status,
        task.content,
        task.userNameAssigned ?? null,
        task.groupNameAssigned ?? null,
        task.author,
        maker.calendar.instant(task.enteredOn, 36_000),
      ],
    });
  }
  return rows;
}

/** By the day and time at which they took place, as a reader of the record meets them. */
function inOrder(events: readonly DraftEvent[]): readonly DraftEvent[] {
  return [...events].sort((a, b) => a.day - b.day || a.second - b.second);
}

function patientRow(organisationId: string, patientId: number, { nhsNumber, pseudoNumber, confidential, demographics }: FictitiousPatient): RowToWrite {
  const { Surname = '', FirstName = '', KnownAs = '', DateOfBirth = '', Sex = 'U', Address, DateOfDeath } = demographics;
  return {
    statement: insertPatient,
    values: [
      organisationId,
      patientId,
      nhsNumber ?? null,
      pseudoNumber ?? null,
      confidential ? 1 : 0,
      foldName(Surname),
      foldName(FirstName),
      foldName(KnownAs),
      DateOfBirth,
      Sex,
      foldPostcode(Address?.Postcode ?? ''),
      DateOfDeath ?? null,
      JSON.stringify(demographics),
    ],
  };
}

function telephoneKeys({ demographics }: FictitiousPatient): ReadonlySet<string> {
  const { HomeTelephone = '', WorkTelephone = '', MobileTelephone = '', AlternateTelephone = '' } = demographics;
  return new Set([HomeTelephone, WorkTelephone, MobileTelephone, AlternateTelephone].filter((number) => number !== '').map(foldTelephone));
}

/** `keepsXml`: it is a cache, made anew where it is missing. */
function eventRows(maker: RowMaker, patientId: number, event: DraftEvent, keepsXml: boolean): RowToWrite[] {
  const { organisationId, calendar, documents } = maker;
  const eventId = maker.eventIds.event++;
  const { author, items } = event;
  const stored = {
    event_id: eventId,
    effective_at: event.dateTime ?? calendar.dateTime(event.day, event.second),
    user_name: author.userName,
    done_by: author.doneBy,
    done_at: author.doneAt,
    software: null,
    method: event.method ?? null,
    linked_referral_uid: null,
    linked_problem_uid: null,
  };
  // Entered a few minutes after it was done, or on the day of entry.
  const entryAt = calendar.instant(event.enteredOn ?? event.day, Math.min(86_399, event.second + (event.second % 600)));
  const rows: RowToWrite[] = [
    {
      statement: insertEvent,
      values: [
        organisationId,
        patientId,
        eventId,
        stored.effective_at,
        entryAt,
        stored.user_name,
        stored.done_by,
        stored.done_at,
        stored.method,
        kindsOfItems(items),
        maker.form.json(items),
        keepsXml ? maker.form.xml(stored, items) : null,
        encoderVersion,
      ],
    },
  ];
  for (const { documentId, kind, fileName } of event.documents ?? []) {
    const content = documents.get(kind);
    rows.push({ statement: insertDocument, values: [organisationId, documentId, patientId, eventId, fileName, content?.mediaType ?? ''] });
    content?.pages.forEach(({ hash }, index) => {
      rows.push({ statement: insertPage, values: [organisationId, documentId, index + 1, hash] });
    });
  }
  return rows;
}

function appointmentRow(maker: RowMaker, patientId: number, wish: AppointmentWish, slot: BookedAppointment): RowToWrite {
  const { organisationId } = maker;
  const appointmentId = maker.ids.appointment++;
  const clinicId = maker.firstClinicId + slot.clinic;
  const appointment: RowToWrite = {
    statement: insertAppointment,
    values: [
      organisationId,
      appointmentId,
      patientId,
      clinicId,
      slot.slotType,
      slot.startAt,
      slot.minutes,
      slot.status,
      wish.comments,
      JSON.stringify(wish.flags),
      slot.userName,
      slot.bookedAt,
    ],
  };
  if (!slot.takesSlot) return appointment;
  return { statement: insertSlotTaken, values: [organisationId, clinicId, slot.startAt, appointmentId], ifChanged: appointment };
}

const insertVisit = sql`INSERT INTO visit (organisation_id, visit_id, patient_id, start_at, duration, visitor, status, comments, user_name, entry_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const insertTask = sql`INSERT INTO task (organisation_id, task_id, patient_id, due_at, type, status, content, user_name_assigned, group_name_assigned,
    user_name, entry_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const insertAppointment = sql`INSERT INTO appointment (organisation_id, appointment_id, patient_id, clinic_id, slot_type, start_at, duration, status, comments,
    flags, user_name, entry_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const insertSlotTaken = sql`INSERT INTO slot_taken (organisation_id, clinic_id, start_at, appointment_id) VALUES (?, ?, ?, ?)
  ON CONFLICT (organisation_id, clinic_id, start_at) DO NOTHING`;
