// The organisation's own part of a file: its sites, staff, clinics and lists.
import { nextIds } from '../identifiers.js';
import { all, first, run, sql, type Work } from '../store/index.js';
import { ImportError } from './import-error.js';
import type { ImportDocument } from './schema.js';

/** @throws {ImportError} */
export function* addOrganisation(organisationId: string, document: ImportDocument): Work<void> {
  yield* addSites(organisationId, document);
  yield* addStaff(organisationId, document);
  yield* addClinics(organisationId, document);
  yield* addListValues(organisationId, document);
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

const selectSites = sql`SELECT site_id, name, position FROM site WHERE organisation_id = ?`;
const insertSite = sql`INSERT INTO site (organisation_id, site_id, name, telephone, address, is_primary, position) VALUES (?, ?, ?, ?, ?, ?, ?)`;
const selectUser = sql`SELECT user_name FROM staff WHERE organisation_id = ? AND user_name = ?`;
const insertStaff = sql`INSERT INTO staff (organisation_id, user_name, title, first_name, middle_names, surname, gender, role, job_title, role_code, national_id,
    national_id_type, user_groups, site_id, demo_password)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const insertTeamMember = sql`INSERT INTO team_member (organisation_id, team, user_name) VALUES (?, ?, ?)`;
const selectListValues = sql`SELECT position, value FROM list_value WHERE organisation_id = ? AND list = ?`;
const insertListValue = sql`INSERT INTO list_value (organisation_id, list, position, value) VALUES (?, ?, ?, ?)`;
const insertClinic = sql`INSERT INTO clinic (organisation_id, clinic_id, user_name, site_name, clinic_type, pattern) VALUES (?, ?, ?, ?, ?, ?)`;
