// The organisation as it stands: sites, staff, teams, and the lists that requests may take values from.
import { createHash } from 'node:crypto';
import { type Address, type OrganisationListName, type OrganisationLists, organisationListNames } from '@s1kit/contract';
import { all, first, run, sql, type Work } from '../store/index.js';
import { rightsOf } from './rights.js';
import type { Role, StaffEntry } from './staff.js';

export interface Site {
  readonly siteId: string;
  readonly name: string;
  readonly telephone: string;
  readonly address: Address;
  readonly isPrimary: boolean;
}

export interface Team {
  readonly name: string;
  readonly userNames: readonly string[];
}

export interface Directory {
  readonly name: string;
  /** The main site first. */
  readonly sites: readonly Site[];
  readonly staff: readonly StaffEntry[];
  readonly teams: readonly Team[];
  readonly lists: OrganisationLists;
  /** Changes when anything of this does: 16 hexadecimal digits. */
  readonly version: string;
}

/** Reads the directory. It is one consistent state, so a change of the lists takes effect for whole requests at once (B7.2). */
export function* loadDirectory(organisationId: string): Work<Directory> {
  const organisation = yield* first<{ name: string }>(selectOrganisation, organisationId);
  const sites = (yield* all<SiteRow>(selectSites, organisationId)).map(siteOf);
  const staff = (yield* all<StaffRow>(selectStaff, organisationId)).map(staffEntryOf);
  const teams = teamsOf(yield* all<MemberRow>(selectMembers, organisationId));
  const lists = listsOf(yield* all<ValueRow>(selectValues, organisationId), sites, staff);
  const state = { name: organisation?.name ?? '', sites, staff, teams, lists };
  return { ...state, version: versionOf(state) };
}

/** One member of staff; `undefined` where nobody has that user name. */
export function* loadStaffMember(organisationId: string, userName: string): Work<StaffEntry | undefined> {
  const row = yield* first<StaffRow>(selectStaffMember, organisationId, userName);
  return row === undefined ? undefined : staffEntryOf(row);
}

/** Gives a member of staff another role. */
export function* writeRole(organisationId: string, userName: string, role: Role): Work<void> {
  yield* run(updateRole, role, organisationId, userName);
}

type SiteRow = {
  readonly site_id: string;
  readonly name: string;
  readonly telephone: string;
  readonly address: string;
  readonly is_primary: number;
};

type StaffRow = {
  readonly user_name: string;
  readonly title: string;
  readonly first_name: string;
  readonly middle_names: string;
  readonly surname: string;
  readonly gender: string;
  /** The table's own check says that it is one of these. */
  readonly role: Role;
  readonly job_title: string;
  readonly role_code: string;
  readonly national_id: string;
  readonly national_id_type: string;
  readonly user_groups: string;
  readonly site_id: string;
};

type MemberRow = {
  readonly team: string;
  readonly user_name: string;
};

type ValueRow = {
  readonly list: string;
  readonly value: string;
};

const selectOrganisation = sql`SELECT name FROM organisation WHERE organisation_id = ?`;
const selectSites = sql`SELECT site_id, name, telephone, address, is_primary FROM site
  WHERE organisation_id = ? ORDER BY is_primary DESC, position, site_id`;
const selectStaff = sql`SELECT user_name, title, first_name, middle_names, surname, gender, role, job_title, role_code, national_id, national_id_type,
    user_groups, site_id FROM staff
  WHERE organisation_id = ? ORDER BY surname, first_name, user_name`;
const selectStaffMember = sql`SELECT user_name, title, first_name, middle_names, surname, gender, role, job_title, role_code, national_id, national_id_type,
    user_groups, site_id FROM staff
  WHERE organisation_id = ? AND user_name = ?`;
const updateRole = sql`UPDATE staff SET role = ? WHERE organisation_id = ? AND user_name = ?`;
const selectMembers = sql`SELECT team, user_name FROM team_member WHERE organisation_id = ? ORDER BY team, user_name`;
const selectValues = sql`SELECT list, value FROM list_value WHERE organisation_id = ? ORDER BY list, position`;

function siteOf(row: SiteRow): Site {
  // The column holds what was stored as an Address.
  const address = JSON.parse(row.address) as Address;
  return { siteId: row.site_id, name: row.name, telephone: row.telephone, address, isPrimary: row.is_primary === 1 };
}

function staffEntryOf(row: StaffRow): StaffEntry {
  return {
    userName: row.user_name,
    title: row.title,
    firstName: row.first_name,
    middleNames: row.middle_names,
    surname: row.surname,
    gender: row.gender,
    role: row.role,
    jobTitle: row.job_title,
    rights: rightsOf(row.role),
    siteId: row.site_id,
    roleCode: row.role_code,
    nationalId: row.national_id,
    nationalIdType: row.national_id_type,
    userGroups: row.user_groups,
  };
}

function teamsOf(rows: readonly MemberRow[]): readonly Team[] {
  const teams = new Map<string, string[]>();
  for (const { team, user_name: userName } of rows) {
    const members = teams.get(team);
    if (members === undefined) teams.set(team, [userName]);
    else members.push(userName);
  }
  return [...teams].map(([name, userNames]) => ({ name, userNames }));
}

function listsOf(rows: readonly ValueRow[], sites: readonly Site[], staff: readonly StaffEntry[]): OrganisationLists {
  const kept = (list: OrganisationListName): readonly string[] => {
    if (list === 'userNames') return staff.map((member) => member.userName);
    if (list === 'siteNames') return sites.map((site) => site.name);
    return rows.filter((row) => row.list === list).map((row) => row.value);
  };
  // Every name of a list is given its values, so the record is whole.
  return Object.fromEntries(organisationListNames.map((list) => [list, kept(list)])) as unknown as OrganisationLists;
}

function versionOf(state: Omit<Directory, 'version'>): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('hex').slice(0, 16);
}
