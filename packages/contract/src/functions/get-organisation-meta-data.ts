import { address, sex } from '../blocks/index.js';
import { boolean, element, many, one, oneOf, optional, some, text } from '../shape/index.js';
import { declareFunction } from './declare.js';

/** Present and empty means on, as `true` does (WIRE-FORMAT §5.3). */
const onOff = oneOf('OnOff', 'Empty or true: on. false: off.', ['', 'true', 'false']);

const site = element('Site', 'A site of the organisation.', {
  Name: one(text, 'Its name, as clinics and slots use it.'),
  ID: one(text, 'Its short code.'),
  Telephone: optional(text, 'Its telephone.'),
  PrimarySite: optional(boolean, 'Whether it is the main site.'),
  CurrentSite: optional(boolean, 'Whether the workstation stands there.'),
  Address: optional(address, 'Its address.'),
});

const accessRights = element('AccessRights', 'What a user may do.', { Access: many(text, 'One right.') });

const user = element('User', 'A member of staff.', {
  Title: optional(text, 'The title.'),
  FirstName: optional(text, 'The first name.'),
  MiddleNames: optional(text, 'Further first names.'),
  Surname: optional(text, 'The surname.'),
  UserName: optional(text, 'The user name: the key of clinics, slots and diary.'),
  Gender: optional(sex, 'The sex.'),
  Role: optional(text, 'The role.'),
  RoleCode: optional(text, 'The code of the role.'),
  NationalID: optional(text, 'A national identifier.'),
  NationalIDType: optional(text, 'Which national identifier.'),
  UserGroups: optional(text, "The user's groups, with a comma and a space between."),
  CurrentUser: optional(boolean, 'Whether it is the signed-in user.'),
  AccessRights: optional(accessRights, 'What the user may do.'),
});

const team = element('Team', 'A team of the organisation.', {
  Name: one(text, 'Its name.'),
  UserName: many(text, 'The user name of a member.'),
});

/** Sites, staff, slot and clinic types and teams (B7.3). */
export const getOrganisationMetaData = declareFunction({
  name: 'GetOrganisationMetaData',
  version: '1.0',
  available: true,
  summary: 'Sites, users, slot types, clinic types and teams of the organisation.',
  throttle: 'standard',
  right: 'environment.use',
  writes: false,
  request: element('GetOrganisationMetaDataRequest', 'Which users.', {
    LoggedOnUserOnly: optional(onOff, 'Leaves only the signed-in user.'),
  }),
  reply: element('GetOrganisationMetaDataReply', 'What the organisation consists of.', {
    Site: some(site, 'A site.'),
    User: some(user, 'A user.'),
    SlotType: many(text, 'A slot type.'),
    ClinicType: many(text, 'A clinic type.'),
    Team: many(team, 'A team.'),
  }),
  template: () => ({}),
});
