// The fictitious organisation as rows of the tables.
import { sql } from '../store/index.js';
import { clinics } from './clinics.js';
import { demoPasswordOf } from './demo-passwords.js';
import type { DocumentContent, DocumentKind } from './documents/index.js';
import { lists } from './organisation-lists.js';
import { organisationName, sites, staff, teams } from './practice.js';
import type { RowToWrite } from './rows.js';

/** Organisation, sites, staff, teams, lists, clinics, and the contents of documents. */
export function rowsOfPractice(organisationId: string, seed: number, documents: ReadonlyMap<DocumentKind, DocumentContent>): RowToWrite[] {
  return [
    { statement: insertOrganisation, values: [organisationId, organisationName] },
    ...sites.map((site, index) => ({
      statement: insertSite,
      values: [organisationId, site.siteId, site.name, site.telephone, JSON.stringify(site.address), site.isPrimary ? 1 : 0, index + 1],
    })),
    ...staff.map((member, index) => ({
      statement: insertStaff,
      values: [
        organisationId,
        member.userName,
        member.title,
        member.firstName,
        member.middleNames,
        member.surname,
        member.gender,
        member.role,
        member.jobTitle,
        member.roleCode,
        // Made up: no register gives out such numbers.
        `FICT${String(index + 1).padStart(4, '0')}`,
        'Fictitious',
        member.groups.join(', '),
        member.siteId,
        demoPasswordOf(seed, member.userName),
      ],
    })),
    ...teams.flatMap(({ name, userNames }) => userNames.map((userName) => ({ statement: insertTeamMember, values: [organisationId, name, userName] }))),
    ...Object.entries(lists).flatMap(([list, values]) =>
      values.map((value, index) => ({ statement: insertListValue, values: [organisationId, list, index + 1, value] })),
    ),
    ...clinics.map(({ userName, siteName, clinicType, pattern }, index) => ({
      statement: insertClinic,
      values: [organisationId, index + 1, userName, siteName, clinicType, JSON.stringify(pattern)],
    })),
    ...contentRows(organisationId, documents),
  ];
}

function contentRows(organisationId: string, documents: ReadonlyMap<DocumentKind, DocumentContent>): RowToWrite[] {
  const pages = [...documents.values()].flatMap((content) => content.pages);
  const different = new Map(pages.map((page) => [page.hash, page.bytes]));
  return [...different].map(([hash, bytes]) => ({ statement: insertContent, values: [organisationId, hash, bytes] }));
}

const insertOrganisation = sql`INSERT INTO organisation (organisation_id, name) VALUES (?, ?) ON CONFLICT (organisation_id) DO UPDATE SET name = excluded.name`;
const insertSite = sql`INSERT INTO site (organisation_id, site_id, name, telephone, address, is_primary, position) VALUES (?, ?, ?, ?, ?, ?, ?)`;
const insertStaff = sql`INSERT INTO staff (organisation_id, user_name, title, first_name, middle_names, surname, gender, role, job_title, role_code, national_id,
    national_id_type, user_groups, site_id, demo_password)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const insertTeamMember = sql`INSERT INTO team_member (organisation_id, team, user_name) VALUES (?, ?, ?)`;
const insertListValue = sql`INSERT INTO list_value (organisation_id, list, position, value) VALUES (?, ?, ?, ?)`;
const insertClinic = sql`INSERT INTO clinic (organisation_id, clinic_id, user_name, site_name, clinic_type, pattern) VALUES (?, ?, ?, ?, ?, ?)`;
const insertContent = sql`INSERT INTO document_content (organisation_id, content_hash, bytes) VALUES (?, ?, ?)`;
