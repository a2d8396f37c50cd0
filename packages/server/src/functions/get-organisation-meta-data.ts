// GetOrganisationMetaData: what the organisation consists of (B7.3).
import { getOrganisationMetaData as declaration, type ReplyOf } from '@s1kit/contract';
import { behaviour } from '../context.js';
import { loadDirectory, type Site, type StaffEntry, type StaffMember } from '../directory/index.js';

type Reply = ReplyOf<typeof declaration>;

export const getOrganisationMetaData = behaviour(declaration, {
  work: function* ({ LoggedOnUserOnly: onlyUser }, { organisationId, user }) {
    const { sites, staff, teams, lists } = yield* loadDirectory(organisationId);
    const isOnlyUser = onlyUser === '' || onlyUser === 'true';
    return {
      Site: sites.map((site) => siteValue(site, user)),
      User: staff.filter(({ userName }) => !isOnlyUser || userName === user.userName).map((member) => userValue(member, user)),
      SlotType: lists.slotTypes,
      ClinicType: lists.clinicTypes,
      Team: teams.map(({ name, userNames }) => ({ Name: name, UserName: userNames })),
    };
  },
});

function siteValue(site: Site, user: StaffMember): Reply['Site'][number] {
  return {
    Name: site.name,
    ID: site.siteId,
    Telephone: site.telephone,
    PrimarySite: site.isPrimary,
    // The workstation stands where its user works.
    CurrentSite: site.siteId === user.siteId,
    Address: site.address,
  };
}

function userValue(member: StaffEntry, user: StaffMember): Reply['User'][number] {
  return {
    Title: member.title,
    FirstName: member.firstName,
    MiddleNames: member.middleNames,
    Surname: member.surname,
    UserName: member.userName,
    // The column holds one of the contract's.
    Gender: member.gender as NonNullable<Reply['User'][number]['Gender']>,
    Role: member.jobTitle,
    RoleCode: member.roleCode,
    NationalID: member.nationalId,
    NationalIDType: member.nationalIdType,
    UserGroups: member.userGroups,
    CurrentUser: member.userName === user.userName,
    AccessRights: { Access: [...member.rights] },
  };
}
