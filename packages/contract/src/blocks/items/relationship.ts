import { date, element, fromList, optional, type TypeOf, text } from '../../shape/index.js';
import { address } from '../address.js';
import { uid } from '../identifiers.js';

export const relationshipType = fromList('RelationshipType', "One of the organisation's relationship types.", 'relationshipTypes');

/** A person who matters to the patient. */
export const relationship = element('Relationship', 'A person who matters to the patient.', {
  Title: optional(text, 'The title.'),
  FirstName: optional(text, 'The first name.'),
  MiddleNames: optional(text, 'Further first names.'),
  Surname: optional(text, 'The surname.'),
  Address: optional(address, 'The address.'),
  Type: optional(relationshipType, 'What they are to the patient.'),
  OrganisationName: optional(text, 'The organisation that they belong to.'),
  Telephone: optional(text, 'The telephone.'),
  WorkContact: optional(text, 'How they are reached at work.'),
  Description: optional(text, 'Words beside it.'),
  EndDate: optional(date, 'The day on which it ended.'),
  DateOfBirth: optional(date, 'The day of birth.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type Relationship = TypeOf<typeof relationship>;
