// Takes a file's content into the organisation, as one unit of work.
import { createHash } from 'node:crypto';
import { type ClinicalItem, type Demographics, encodeEvent, encoderVersion, itemNames, type Uid } from '@s1kit/contract';
import { doneByOf } from '../directory/index.js';
import { fileSizeText } from '../documents/names.js';
import { nextIds, uidOf } from '../identifiers.js';
import { eventValue } from '../patients/event-value.js';
import { insertAddress, insertDocument, insertEvent, insertPage, insertPatient, insertRegistration, insertTelephone } from '../patients/insertions.js';
import { foldName, foldPostcode, foldTelephone } from '../patients/keys.js';
import { all, first, run, sql, type Work } from '../store/index.js';
import { fromUk } from '../uk-time.js';
import { ImportError } from './import-error.js';
import { itemOf } from './parse.js';
import type { ImportDocument, ImportEvent, ImportPatient } from './schema.js';

export interface ImportCounts {
  readonly sites: number;
  readonly staff: number;
  readonly clinics: number;
  readonly patients: number;
  readonly events: number;
}

interface Author {
  readonly doneBy: string;
  readonly siteName: string;
}

/**
 * Adds what a file holds.
 * @param document as `parseImport` gave it
 * @returns how many of each were added
 * @throws {ImportError} where the file does not fit what is there already; then nothing is added
 */
export function* importData(organisationId: string, document: ImportDocument): Work<ImportCounts> {
  yield* addSites(organisationId, document);
  yield* addStaff(organisationId, document);
  yield* addClinics(organisationId, document);
  yield* addListValues(organisationId, document);
  const authors = yield* readAuthors(organisationId);
  const patients = document.patients ?? [];
  let events = 0;
  for (const [index, patient] of patients.entries()) events += yield* addPatient(organisationId, patient, authors, `/patients/${index}`);
  return {
    sites: document.sites?.length ?? 0,
    staff: document.staff?.length ?? 0,
    clinics: document.clinics?.length ?? 0,
    patients: patients.length,
    events,
  };
}

function* addSites(organisationId: string, { sites = [] }: ImportDocument): Work<void> {
  const known = yield* all<{ site_id: string; name: string; position: number }>(selectSites, organisationId);
  const last = Math.max(0, ...known.map(({ position }) => position));
  for (const [index, site] of sites.entries()) {
    if (known.some(({ site_id }) => site_id === site.id))
      throw new ImportError(`/sites/${index}/id`, 'the organisation has a site of that id already. Use another.');
    if (known.some(({ name }) => name === site.name))
      throw new ImportError(`/sites/${index}/name`, 'the organisation has a site of that name already. Use another.');
    const values = [site.id, site.name, site.telephone ?? '', JSON.stringify(site.address ?? {}), site.primary === true ? 1 : 0, last + index + 1];
    yield* run(insertSite, organisationId, ...values);
  }
}

function* addStaff(organisationId: string, { staff = [] }: ImportDocument): Work<void> {
  const sites = yield* all<{ site_id: string; name: string; position: number }>(selectSites, organisationId);
  for (const [index, member] of staff.entries()) {
    if ((yield* first(selectUser, organisationId, member.userName)) !== undefined) {
      throw new ImportError(`/staff/${index}/userName`, 'someone has that user name already. Use another.');
    }
    if (!sites.some(({ site_id }) => site_id === member.site))
      throw new ImportError(`/staff/${index}/site`, 'is the id of no site. Use one of the environment or of this document.');
    yield* run(
      insertStaff,
      organisationId,
      member.userName,
      member.title ?? '',
      member.firstName,
      member.middleNames ?? '',
      member.surname,
      member.gender ?? 'U',
      member.role,
      member.jobTitle ?? jobTitles[member.role],
      member.roleCode ?? '',
      member.nationalId ?? '',
      member.nationalIdType ?? '',
      (member.groups ?? []).join(', '),
      member.site,
      member.password ?? null,
    );
    for (const team of new Set(member.teams)) yield* run(insertTeamMember, organisationId, team, member.userName);
  }
}

const jobTitles = {
  clinician: 'Clinician',
  receptionist: 'Receptionist',
  administrator: 'Administrator',
  informationGovernanceLead: 'Information Governance Lead',
} as const;

function* addClinics(organisationId: string, { clinics = [] }: ImportDocument): Work<void> {
  if (clinics.length === 0) return;
  const sites = yield* all<{ site_id: string; name: string; position: number }>(selectSites, organisationId);
  const firstId = yield* nextIds(organisationId, 'clinic', clinics.length);
  for (const [index, clinic] of clinics.entries()) {
    const site = sites.find(({ site_id }) => site_id === clinic.site);
    if (site === undefined) throw new ImportError(`/clinics/${index}/site`, 'is the id of no site. Use one of the environment or of this document.');
    if ((yield* first(selectUser, organisationId, clinic.userName)) === undefined) {
      throw new ImportError(`/clinics/${index}/userName`, 'is the user name of nobody. Use one of the environment or of this document.');
    }
    const pattern = JSON.stringify({ sessions: clinic.sessions });
    yield* run(insertClinic, organisationId, firstId + index, clinic.userName, site.name, clinic.clinicType, pattern);
  }
}

/** Lists take in what the document names, and the types that its clinics and slots have. */
function* addListValues(organisationId: string, { lists = {}, clinics = [] }: ImportDocument): Work<void> {
  const wanted = new Map<string, string[]>(Object.entries(lists).map(([list, values]) => [list, [...(values ?? [])]]));
  const add = (list: string, values: readonly string[]): void => {
    wanted.set(list, [...(wanted.get(list) ?? []), ...values]);
  };
  add(
    'clinicTypes',
    clinics.map(({ clinicType }) => clinicType),
  );
  add(
    'slotTypes',
    clinics.flatMap(({ sessions }) => sessions.flatMap(({ slots }) => slots.map(({ type }) => type))),
  );
  for (const [list, values] of wanted) {
    const there = yield* all<{ position: number; value: string }>(selectListValues, organisationId, list);
    let position = Math.max(0, ...there.map((entry) => entry.position));
    const known = new Set(there.map(({ value }) => value));
    for (const value of new Set(values)) if (!known.has(value)) yield* run(insertListValue, organisationId, list, ++position, value);
  }
}

function* readAuthors(organisationId: string): Work<ReadonlyMap<string, Author>> {
  const rows = yield* all<{ user_name: string; surname: string; first_name: string; job_title: string; name: string | null }>(selectAuthors, organisationId);
  return new Map(
    rows.map(({ first_name: firstName, job_title: jobTitle, name, surname, user_name: userName }) => [
      userName,
      { doneBy: doneByOf({ surname, firstName, jobTitle }), siteName: name ?? '' },
    ]),
  );
}

/** @returns how many events the patient has */
function* addPatient(organisationId: string, patient: ImportPatient, authors: ReadonlyMap<string, Author>, pointer: string): Work<number> {
  const { nhsNumber, pseudoNumber } = patient;
  // The form was checked against the contract's own shape.
  const demographics = patient.demographics as Demographics;
  const isTaken = yield* first(selectNumber, organisationId, nhsNumber ?? '', pseudoNumber ?? '');
  if (isTaken !== undefined) {
    throw new ImportError(
      `${pointer}/${nhsNumber === undefined ? 'pseudoNumber' : 'nhsNumber'}`,
      'a patient of the environment has that number already. Use another.',
    );
  }
  const patientId = yield* nextIds(organisationId, 'patient', 1);
  const { Surname = '', FirstName = '', KnownAs = '', DateOfBirth = '', Sex = 'U', DateOfDeath } = demographics;
  yield* run(
    insertPatient,
    organisationId,
    patientId,
    nhsNumber ?? null,
    pseudoNumber ?? null,
    patient.confidential === true ? 1 : 0,
    foldName(Surname),
    foldName(FirstName),
    foldName(KnownAs),
    DateOfBirth,
    Sex,
    foldPostcode(demographics.Address?.Postcode ?? ''),
    DateOfDeath ?? null,
    JSON.stringify(demographics),
  );
  yield* addHistory(organisationId, patientId, patient, demographics);
  return yield* addEvents(organisationId, patientId, patient.events ?? [], authors, pointer);
}

type Dated<T> = Readonly<T> & { readonly type: string; readonly from: string; readonly until?: string };

function* addHistory(organisationId: string, patientId: number, patient: ImportPatient, demographics: Demographics): Work<void> {
  const { HomeTelephone = '', WorkTelephone = '', MobileTelephone = '', AlternateTelephone = '', CareStartDate, DateOfBirth = '' } = demographics;
  const numbers = [HomeTelephone, WorkTelephone, MobileTelephone, AlternateTelephone].map(foldTelephone).filter((number) => number !== '');
  for (const number of new Set(numbers)) yield* run(insertTelephone, organisationId, number, patientId);
  const since = CareStartDate ?? DateOfBirth;
  const registrations: readonly Dated<{ status: string }>[] = patient.registrations ?? [{ type: 'GMS', status: 'Current', from: since }];
  for (const [index, { type, status, from, until }] of registrations.entries()) {
    yield* run(insertRegistration, organisationId, patientId, index + 1, type, status, from, until ?? null);
  }
  const addresses: readonly Dated<{ address: object }>[] =
    patient.addresses ?? (demographics.Address === undefined ? [] : [{ type: 'Home', address: demographics.Address, from: since }]);
  for (const [index, { type, address, from, until }] of addresses.entries()) {
    yield* run(insertAddress, organisationId, patientId, index + 1, type, JSON.stringify(address), from, until ?? null);
  }
}

interface NewDocument {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly documentId: number;
}

function* addEvents(
  organisationId: string,
  patientId: number,
  events: readonly ImportEvent[],
  authors: ReadonlyMap<string, Author>,
  pointer: string,
): Work<number> {
  if (events.length === 0) return 0;
  const firstId = yield* nextIds(organisationId, 'event', events.length);
  const problems = yield* nameProblems(organisationId, events);
  for (const [index, event] of events.entries()) {
    const author = authors.get(event.userName);
    if (author === undefined) {
      throw new ImportError(`${pointer}/events/${index}/userName`, 'is the user name of nobody. Use one of the environment or of this document.');
    }
    const documents: NewDocument[] = [];
    const items: ClinicalItem[] = [];
    for (const item of event.items) items.push(yield* storedItem(organisationId, itemOf(item), problems, documents));
    const row = {
      event_id: firstId + index,
      effective_at: event.dateTime,
      user_name: event.userName,
      done_by: event.doneBy ?? author.doneBy,
      done_at: event.doneAt ?? author.siteName,
      software: null,
      method: event.method ?? null,
      linked_referral_uid: null,
      linked_problem_uid: null,
    };
    const xml = Buffer.from(encodeEvent(eventValue(row, items)), 'latin1');
    const kinds = items.reduce((mask, { kind }) => mask | (2 ** itemNames.indexOf(kind)), 0);
    yield* run(
      insertEvent,
      organisationId,
      patientId,
      row.event_id,
      row.effective_at,
      fromUk(event.enteredAt ?? event.dateTime) ?? 0,
      row.user_name,
      row.done_by,
      row.done_at,
      row.method,
      kinds,
      JSON.stringify(items),
      xml,
      encoderVersion,
    );
    for (const document of documents) yield* addDocument(organisationId, patientId, row.event_id, document);
  }
  return events.length;
}

/** Gives each problem its identifier: those with a name of the file's, by that name. */
function* nameProblems(organisationId: string, events: readonly ImportEvent[]): Work<ReadonlyMap<string, Uid>> {
  const names = events.flatMap(({ items }) => items.flatMap((item) => item.ClinicalCode?.ProblemUID ?? []));
  if (names.length === 0) return new Map();
  const firstId = yield* nextIds(organisationId, 'problem', names.length);
  return new Map(names.map((name, index) => [String(name), uidOf(firstId + index)]));
}

/** An item as records keep it: with the environment's identifiers in the place of the file's names. */
function* storedItem(organisationId: string, item: ClinicalItem, problems: ReadonlyMap<string, Uid>, documents: NewDocument[]): Work<ClinicalItem> {
  const { Content, MediaType, ...value } = item.value as Readonly<Record<string, unknown>>;
  const stored: Record<string, unknown> = { ...value };
  if (typeof value.LinkedProblemUID === 'string') stored.LinkedProblemUID = problems.get(value.LinkedProblemUID);
  if (typeof value.ProblemUID === 'string') stored.ProblemUID = problems.get(value.ProblemUID);
  else if (item.kind === 'ClinicalCode' && value.ProblemSeverity !== undefined) stored.ProblemUID = uidOf(yield* nextIds(organisationId, 'problem', 1));
  if (typeof Content === 'string') {
    const bytes = Buffer.from(Content, 'base64');
    const documentId = yield* nextIds(organisationId, 'document', 1);
    const fileName = typeof value.FileName === 'string' ? value.FileName : `document-${documentId}`;
    stored.FileName = fileName;
    stored.FileSize = fileSizeText(bytes.length);
    stored.DocumentUID = uidOf(documentId);
    documents.push({ fileName, mediaType: typeof MediaType === 'string' ? MediaType : 'application/octet-stream', bytes, documentId });
  }
  // The form was checked against the contract's own shapes; only identifiers and files were put in.
  return { kind: item.kind, value: stored } as unknown as ClinicalItem;
}

function* addDocument(organisationId: string, patientId: number, eventId: number, { documentId, fileName, mediaType, bytes }: NewDocument): Work<void> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  yield* run(insertContent, organisationId, hash, bytes);
  yield* run(insertDocument, organisationId, documentId, patientId, eventId, fileName, mediaType);
  yield* run(insertPage, organisationId, documentId, 1, hash);
}

const selectSites = sql`SELECT site_id, name, position FROM site WHERE organisation_id = ?`;
const insertSite = sql`INSERT INTO site (organisation_id, site_id, name, telephone, address, is_primary, position) VALUES (?, ?, ?, ?, ?, ?, ?)`;
const selectUser = sql`SELECT user_name FROM staff WHERE organisation_id = ? AND user_name = ?`;
const selectAuthors = sql`SELECT staff.user_name, surname, first_name, job_title, site.name
  FROM staff LEFT JOIN site ON site.organisation_id = staff.organisation_id AND site.site_id = staff.site_id
  WHERE staff.organisation_id = ?`;
const insertStaff = sql`INSERT INTO staff (organisation_id, user_name, title, first_name, middle_names, surname, gender, role, job_title, role_code, national_id,
    national_id_type, user_groups, site_id, demo_password)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const insertTeamMember = sql`INSERT INTO team_member (organisation_id, team, user_name) VALUES (?, ?, ?)`;
const selectListValues = sql`SELECT position, value FROM list_value WHERE organisation_id = ? AND list = ?`;
const insertListValue = sql`INSERT INTO list_value (organisation_id, list, position, value) VALUES (?, ?, ?, ?)`;
const insertClinic = sql`INSERT INTO clinic (organisation_id, clinic_id, user_name, site_name, clinic_type, pattern) VALUES (?, ?, ?, ?, ?, ?)`;
const selectNumber = sql`SELECT patient_id FROM patient WHERE organisation_id = ? AND (nhs_number = ? OR pseudo_number = ?)`;
const insertContent = sql`INSERT INTO document_content (organisation_id, content_hash, bytes) VALUES (?, ?, ?)
  ON CONFLICT (organisation_id, content_hash, part) DO UPDATE SET content_hash = excluded.content_hash`;
