import { address, replyIdentity, sex } from '../blocks/index.js';
import { date, element, many, one, optional, text } from '../shape/index.js';
import { declareFunction } from './declare.js';

const result = element('PatientSearchResult', 'A patient who matches.', {
  FirstName: one(text, 'The first name.'),
  MiddleNames: optional(text, 'Further first names.'),
  Surname: one(text, 'The surname.'),
  DateOfBirth: one(date, 'The day of birth.'),
  Sex: one(sex, 'The sex.'),
  Identity: one(replyIdentity, 'Names the patient.'),
  Address: one(address, 'The home address; empty where there is none.'),
});

/** Finds patients by at least two constraints (B7.6). */
export const patientSearch = declareFunction({
  name: 'PatientSearch',
  version: '1.0',
  available: true,
  summary: 'Finds patients by at least two constraints that are not empty.',
  throttle: 'standard',
  right: 'patients.search',
  writes: false,
  request: element('PatientSearchRequest', 'What the patient must match: at least two of these, not empty.', {
    FirstName: optional(text, 'How the first name begins.'),
    Surname: optional(text, 'How the surname begins.'),
    DateOfBirth: optional(date, 'The day of birth.'),
    PostCode: optional(text, 'The postcode.', { aliases: ['Postcode'] }),
    Telephone: optional(text, 'One of the telephone numbers.'),
    Gender: optional(sex, 'The sex.', { emptyIsAbsent: true }),
  }),
  reply: element('PatientSearchReply', 'Who matches; empty where nobody does.', {
    Result: many(result, 'One patient.'),
  }),
  template: (values) => ({ Surname: values.surname, DateOfBirth: values.dateOfBirth }),
});
