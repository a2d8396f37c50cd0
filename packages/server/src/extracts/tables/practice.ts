// The organisation, its branches and staff, and the lists of words: always whole.
import type { Address } from '@s1kit/contract';
import { mappingGroups, mappings as words } from '../mappings.js';
import { namedRow } from '../row-identifiers.js';
import { branchRow, profileRow, staffRow } from '../scope.js';
import { atOnce, type Table, table } from '../table.js';

const reference = { isReference: true } as const;
const unlisted = { isReference: true, isListed: false } as const;

/** An organisation is named by SROrganisation.ID everywhere; here that is the environment's name for it, which is no ODS code. */
export const organisations: Table = table(
  'SROrganisation',
  [
    'RowIdentifier',
    'Name',
    'ID',
    'HouseName',
    'HouseNumber',
    'NameOfRoad',
    'NameOfLocality',
    'NameOfTown',
    'NameOfCounty',
    'FullPostCode',
    'Telephone',
    'SecondaryTelephone',
    'Fax',
    'MadeObsolete',
    'IDTrust',
    'IDCcg',
  ],
  atOnce(({ organisationId, directory }) => {
    const main = directory.sites[0];
    const { HouseName, HouseNumber, Road, Locality, Town, County, Postcode }: Address = main?.address ?? {};
    return [
      {
        RowIdentifier: namedRow('SROrganisation', organisationId),
        Name: directory.name,
        ID: organisationId,
        HouseName,
        HouseNumber,
        NameOfRoad: Road,
        NameOfLocality: Locality,
        NameOfTown: Town,
        NameOfCounty: County,
        FullPostCode: Postcode,
        Telephone: main?.telephone,
        MadeObsolete: false,
      },
    ];
  }),
  reference,
);

export const branches: Table = table(
  'SROrganisationBranch',
  [
    'RowIdentifier',
    'IDOrganisationVisibleTo',
    'ID',
    'BranchName',
    'HouseName',
    'HouseNumber',
    'RoadName',
    'Locality',
    'Town',
    'County',
    'PostCode',
    'BranchObsolete',
    'IDOrganisation',
  ],
  atOnce(({ organisationId, directory }) =>
    directory.sites
      .filter(({ isPrimary }) => !isPrimary)
      .map(({ siteId, name, address: { HouseName, HouseNumber, Road, Locality, Town, County, Postcode } }) => ({
        RowIdentifier: branchRow(siteId),
        IDOrganisationVisibleTo: organisationId,
        ID: siteId,
        BranchName: name,
        HouseName,
        HouseNumber,
        RoadName: Road,
        Locality,
        Town,
        County,
        PostCode: Postcode,
        BranchObsolete: false,
        IDOrganisation: organisationId,
      })),
  ),
  reference,
);

export const staffMembers: Table = table(
  'SRStaffMember',
  ['RowIdentifier', 'StaffName', 'StaffUserName', 'NationalIdType', 'IDNational', 'IDSmartCard', 'Obsolete'],
  atOnce(({ directory }) =>
    directory.staff.map((member) => ({
      RowIdentifier: staffRow(member.userName),
      StaffName: [member.title, member.firstName, member.middleNames, member.surname].filter((part) => part !== '').join(' '),
      StaffUserName: member.userName,
      NationalIdType: member.nationalIdType,
      IDNational: member.nationalId,
      Obsolete: false,
    })),
  ),
  reference,
);

/** A person has one role here: one profile. */
export const profiles: Table = table(
  'SRStaffMemberProfile',
  [
    'RowIdentifier',
    'DateProfileCreated',
    'IdProfileCreatedBy',
    'IDStaffMemberProfileRole',
    'StaffRole',
    'DateEmploymentStart',
    'DateEmploymentEnd',
    'PPAID',
    'GPLocalCode',
    'IDStaffMember',
    'IDOrganisation',
    'GmpID',
  ],
  atOnce(({ organisationId, directory }) =>
    directory.staff.map(({ userName, jobTitle }) => ({
      RowIdentifier: profileRow(userName),
      StaffRole: jobTitle,
      IDStaffMember: staffRow(userName),
      IDOrganisation: organisationId,
    })),
  ),
  reference,
);

export const mappings: Table = table(
  'SRMapping',
  ['RowIdentifier', 'IdMappingGroup', 'Mapping'],
  atOnce(() => words().map(({ id, groupId, text }) => ({ RowIdentifier: id, IdMappingGroup: groupId, Mapping: text }))),
  unlisted,
);

export const groups: Table = table(
  'SRMappingGroup',
  ['RowIdentifier', 'GroupName'],
  atOnce(() => mappingGroups().map(({ id, name }) => ({ RowIdentifier: id, GroupName: name }))),
  unlisted,
);
