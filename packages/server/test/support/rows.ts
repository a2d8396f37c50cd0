// Rows of a practice, written as the tables have them: what tests are about is given, the rest is made up.
import { type Address, type ClinicalItem, type Demographics, encodeEvent, encoderVersion, itemNames } from '@s1kit/contract';
import { uidOf } from '../../src/identifiers.js';
import { eventValue } from '../../src/patients/event-value.js';
import { foldName, foldPostcode, foldTelephone } from '../../src/patients/keys.js';
import type { ClinicPattern } from '../../src/schedule/pattern.js';
import { run, type SqlValue, sql, type Work } from '../../src/store/index.js';

export type Organisation = { readonly organisationId: string };

export interface PatientRow {
  readonly patientId: number;
  readonly nhsNumber?: string | null;
  readonly pseudoNumber?: string | null;
  readonly confidential?: boolean;
  readonly dateOfDeath?: string | null;
  readonly demographics?: Demographics;
}

export interface EventRow {
  readonly patientId: number;
  readonly eventId: number;
  readonly effectiveAt: string;
  readonly entryAt: number;
  readonly userName?: string;
  readonly items: readonly ClinicalItem[];
  readonly software?: string | null;
  readonly linkedProblemUid?: string | null;
  /** Left out: made from the items. `null`: none is stored. */
  readonly xml?: Uint8Array | null;
  readonly xmlStamp?: number;
}

const insertOrganisation = sql`INSERT INTO organisation (organisation_id, name) VALUES (?, ?)`;
export function* addOrganisation({ organisationId }: Organisation, name: string): Work<void> {
  yield* run(insertOrganisation, organisationId, name);
}

const insertSite = sql`INSERT INTO site (organisation_id, site_id, name, telephone, address, is_primary, position) VALUES (?, ?, ?, ?, ?, ?, ?)`;
export function* addSite({ organisationId }: Organisation, siteId: string, name: string, position: number): Work<void> {
  const address: Address = { HouseNumber: '1', Road: 'Test Road', Town: 'Testham', Postcode: 'ZZ1 1ZZ' };
  yield* run(insertSite, organisationId, siteId, name, '01632 960000', JSON.stringify(address), position === 0 ? 1 : 0, position);
}

const insertStaff = sql`INSERT INTO staff (organisation_id, user_name, title, first_name, middle_names, surname, gender, role, job_title, role_code,
  national_id, national_id_type, user_groups, site_id, password, demo_password) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
export function* addStaff({ organisationId }: Organisation, userName: string, role: string, siteId: string): Work<void> {
  const values = ['Dr', 'Ada', '', foldName(userName), 'F', role, `Title of ${role}`, 'R1', '', '', 'Doctors, Partners', siteId, null, 'secret'];
  yield* run(insertStaff, organisationId, userName, ...values);
}

const insertListValue = sql`INSERT INTO list_value (organisation_id, list, position, value) VALUES (?, ?, ?, ?)`;
export function* addList({ organisationId }: Organisation, list: string, values: readonly string[]): Work<void> {
  for (const [position, value] of values.entries()) yield* run(insertListValue, organisationId, list, position, value);
}

const insertTeamMember = sql`INSERT INTO team_member (organisation_id, team, user_name) VALUES (?, ?, ?)`;
export function* addTeamMember({ organisationId }: Organisation, team: string, userName: string): Work<void> {
  yield* run(insertTeamMember, organisationId, team, userName);
}

const insertPatient = sql`INSERT INTO patient (organisation_id, patient_id, nhs_number, pseudo_number, version, confidential, surname_key, first_name_key,
  known_as_key, date_of_birth, sex, postcode_key, date_of_death, demographics) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const insertTelephone = sql`INSERT INTO patient_telephone (organisation_id, telephone_key, patient_id) VALUES (?, ?, ?)`;
export function* addPatient({ organisationId }: Organisation, row: PatientRow): Work<void> {
  const kept: Demographics = { FirstName: 'Test', Surname: 'Patient', DateOfBirth: '1970-01-01', Sex: 'F', ...row.demographics };
  const values: readonly SqlValue[] = [
    row.nhsNumber ?? null,
    row.pseudoNumber ?? null,
    1,
    row.confidential === true ? 1 : 0,
    foldName(kept.Surname ?? ''),
    foldName(kept.FirstName ?? ''),
    foldName(kept.KnownAs ?? ''),
    kept.DateOfBirth ?? '',
    kept.Sex ?? 'U',
    foldPostcode(kept.Address?.Postcode ?? ''),
    row.dateOfDeath ?? null,
    JSON.stringify(kept),
  ];
  yield* run(insertPatient, organisationId, row.patientId, ...values);
  const telephones = [kept.HomeTelephone, kept.MobileTelephone].filter((number) => number !== undefined).map(foldTelephone);
  for (const telephone of new Set(telephones)) yield* run(insertTelephone, organisationId, telephone, row.patientId);
}

const insertEvent = sql`INSERT INTO event (organisation_id, patient_id, event_id, effective_at, entry_at, user_name, done_by, done_at, application_id, software,
  method, linked_referral_uid, linked_problem_uid, kinds, items, xml, xml_stamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
export function* addEvent({ organisationId }: Organisation, row: EventRow): Work<void> {
  const stored = {
    event_id: row.eventId,
    effective_at: row.effectiveAt,
    user_name: row.userName ?? 'ada',
    done_by: 'TEST, Ada (Clinician) ',
    done_at: 'Main Site',
    software: row.software ?? null,
    method: null,
    linked_referral_uid: null,
    linked_problem_uid: row.linkedProblemUid ?? null,
  };
  const xml = row.xml === undefined ? Buffer.from(encodeEvent(eventValue(stored, row.items))) : row.xml;
  const kinds = row.items.reduce((mask, { kind }) => mask | (1 << itemNames.indexOf(kind)), 0);
  const { effective_at: effectiveAt, user_name: userName, done_by: doneBy, done_at: doneAt, software } = stored;
  const who = [row.patientId, row.eventId, effectiveAt, row.entryAt, userName, doneBy, doneAt, null, software, null, null, stored.linked_problem_uid];
  yield* run(insertEvent, organisationId, ...who, kinds, JSON.stringify(row.items), xml, row.xmlStamp ?? encoderVersion);
}

/** Gives a patient a record of more than 1 MiB. */
export function* addLongRecord(organisation: Organisation, patientId: number): Work<void> {
  for (let eventId = 1; eventId <= 300; eventId++) {
    const value = `Line ${eventId}. ${'Nothing of note. '.repeat(300)}`;
    yield* addEvent(organisation, {
      patientId,
      eventId,
      effectiveAt: '2020-01-01T10:00:00',
      entryAt: 0,
      items: [{ kind: 'Narrative', value: { Line: [value] } }],
    });
  }
}

const insertClinic = sql`INSERT INTO clinic (organisation_id, clinic_id, user_name, site_name, clinic_type, pattern) VALUES (?, ?, ?, ?, ?, ?)`;
export interface ClinicRow {
  readonly clinicId: number;
  readonly userName: string;
  readonly siteName: string;
  readonly clinicType: string;
  readonly pattern: ClinicPattern;
}
export function* addClinic({ organisationId }: Organisation, row: ClinicRow): Work<void> {
  yield* run(insertClinic, organisationId, row.clinicId, row.userName, row.siteName, row.clinicType, JSON.stringify(row.pattern));
}

const insertTaken = sql`INSERT INTO slot_taken (organisation_id, clinic_id, start_at, appointment_id) VALUES (?, ?, ?, ?)`;
export function* addTaken({ organisationId }: Organisation, clinicId: number, startAt: number, appointmentId: number): Work<void> {
  yield* run(insertTaken, organisationId, clinicId, startAt, appointmentId);
}

/** What appointments, visits and tasks of tests have in common. */
export interface BookedRow {
  readonly id: number;
  readonly patientId: number;
  /** When it is due. */
  readonly at: number;
  readonly entryAt: number;
  readonly userName?: string;
}

const insertAppointment = sql`INSERT INTO appointment (organisation_id, appointment_id, patient_id, clinic_id, slot_type, start_at, duration, status, comments,
  flags, linked_referral_uid, application_id, user_name, entry_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
export function* addAppointment({ organisationId }: Organisation, row: BookedRow & { readonly clinicId: number; readonly status?: string }): Work<void> {
  const values = ['Routine', row.at, 10, row.status ?? 'Booked', '', JSON.stringify(['Interpreter']), null, null, row.userName ?? 'ada', row.entryAt];
  yield* run(insertAppointment, organisationId, row.id, row.patientId, row.clinicId, ...values);
}

const insertVisit = sql`INSERT INTO visit (organisation_id, visit_id, patient_id, start_at, duration, visitor, status, comments, linked_referral_uid,
  application_id, user_name, entry_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
export function* addVisit({ organisationId }: Organisation, row: BookedRow & { readonly visitor?: string }): Work<void> {
  const values = [row.at, 30, row.visitor ?? 'ada', 'Booked', 'Ring twice', uidOf(7), null, row.userName ?? 'ada', row.entryAt];
  yield* run(insertVisit, organisationId, row.id, row.patientId, ...values);
}

const insertTask = sql`INSERT INTO task (organisation_id, task_id, patient_id, due_at, type, status, content, user_name_assigned, group_name_assigned,
  application_id, user_name, entry_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
export function* addTask({ organisationId }: Organisation, row: BookedRow): Work<void> {
  const values = [row.at, 'Miscellaneous', 'Not Started', 'First line\n  second line', 'ada', null, null, row.userName ?? 'ada', row.entryAt];
  yield* run(insertTask, organisationId, row.id, row.patientId, ...values);
}
