// What an extract covers, and what its rows refer to: read once, from the view of the data that the extract is made of.
import { type CodeLists, codeLists } from '../directory/code-lists/index.js';
import { type Directory, doneByOf, loadDirectory, type StaffMember } from '../directory/index.js';
import type { Work } from '../store/index.js';
import { namedRow } from './row-identifiers.js';
import { wholeChangeAt } from './whole-change.js';

export interface Scope {
  readonly organisationId: string;
  /** Whether patients' tables hold only what changed. */
  readonly isDelta: boolean;
  /** Rows entered or changed at this time or later, in milliseconds since 1970 UTC; of a whole extract earlier than any. */
  readonly since: number;
  /** When the extract was made, in milliseconds since 1970 UTC. */
  readonly until: number;
  readonly directory: Directory;
  readonly lists: CodeLists;
  /** The member of staff of a user name. */
  readonly staffOf: (userName: string) => StaffRows | undefined;
  /** The member of staff whom an event names as who did it. */
  readonly doneByOf: (doneBy: string, userName: string) => StaffRows | undefined;
  readonly isOwnSite: (name: string) => boolean;
  /** The row of a site that is not the main one. */
  readonly branchOf: (siteName: string) => number | undefined;
}

/** The rows of a member of staff: the person, and their role here. */
export interface StaffRows {
  readonly memberId: number;
  readonly profileId: number;
}

export interface ScopeWanted {
  readonly organisationId: string;
  /** The first moment of the day since which changes are wanted; `undefined` for everything. */
  readonly since: number | undefined;
  readonly until: number;
}

/** Where the data was replaced as a whole since then, the extract is a whole one: rows that went have left no trace. */
export function* loadScope({ organisationId, since, until }: ScopeWanted): Work<Scope> {
  const directory = yield* loadDirectory(organisationId);
  const replacedAt = yield* wholeChangeAt(organisationId);
  const isDelta = since !== undefined && (replacedAt === undefined || replacedAt < since);
  const sites = new Set(directory.sites.map(({ name }) => name));
  const branches = new Map(directory.sites.filter(({ isPrimary }) => !isPrimary).map(({ name, siteId }) => [name, branchRow(siteId)]));
  const rowsOf = (userName: string): StaffRows => ({ memberId: staffRow(userName), profileId: profileRow(userName) });
  const byUserName = new Map(directory.staff.map(({ userName }) => [userName, rowsOf(userName)]));
  const namesBy = new Map(directory.staff.map((member) => [namedAs(member), member.userName]));
  const nameOf = new Map(directory.staff.map((member) => [member.userName, namedAs(member)]));
  return {
    organisationId,
    isDelta,
    since: isDelta ? since : Number.MIN_SAFE_INTEGER,
    until,
    directory,
    lists: codeLists(),
    staffOf: (userName) => byUserName.get(userName),
    // Two may have the same name and role: who recorded it comes first.
    doneByOf: (doneBy, userName) => byUserName.get(nameOf.get(userName) === doneBy.trim() ? userName : (namesBy.get(doneBy.trim()) ?? '')),
    isOwnSite: (name) => sites.has(name),
    branchOf: (siteName) => branches.get(siteName),
  };
}

export function staffRow(userName: string): number {
  return namedRow('SRStaffMember', userName);
}

export function profileRow(userName: string): number {
  return namedRow('SRStaffMemberProfile', userName);
}

export function branchRow(siteId: string): number {
  return namedRow('SROrganisationBranch', siteId);
}

/** As events name who did something, without the space at the end. */
function namedAs(member: StaffMember): string {
  return doneByOf(member).trim();
}
