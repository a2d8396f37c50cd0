import { date, element, oneOf, optional, type TypeOf, text } from '../shape/index.js';
import { address } from './address.js';
import { code } from './code.js';
import { sex, yesNo } from './identifiers.js';

export const englishSpeaker = oneOf('EnglishSpeaker', 'Whether the patient speaks English.', ['Unknown', 'Yes', 'No']);

/** A coded demographic item; empty where nothing is recorded. */
export const codedDemographic = element('CodedDemographic', 'A coded item of the demographics, empty where nothing is recorded.', {
  Code: optional(code, 'The code.'),
});

const recorded = { inReply: 'one', emptyWhenAbsent: true } as const;

/** Demographics, read and written in the same structure; what is empty is sent empty in replies (WIRE-FORMAT §5.7). */
export const demographics = element('Demographics', 'Who the patient is and how they are reached.', {
  Title: optional(text, 'The title: Mr, Mrs, Dr.', recorded),
  FirstName: optional(text, 'The first name.', recorded),
  MiddleNames: optional(text, 'Further first names, with a space between.', recorded),
  Surname: optional(text, 'The surname.', recorded),
  KnownAs: optional(text, 'The name that the patient goes by.'),
  DateOfBirth: optional(date, 'The day of birth.', { inReply: 'one' }),
  DateOfDeath: optional(date, 'The day of death of a patient who has died (B6.4).', { only: 'reply' }),
  Sex: optional(sex, 'The sex.', { inReply: 'one' }),
  MaritalStatus: optional(codedDemographic, 'The marital status.', recorded),
  Ethnicity: optional(codedDemographic, 'The ethnicity.', recorded),
  MainLanguage: optional(codedDemographic, 'The main language.', recorded),
  EnglishSpeaker: optional(englishSpeaker, 'Whether the patient speaks English.', { inReply: 'one' }),
  Address: optional(address, 'The home address.', recorded),
  HomeTelephone: optional(text, 'The telephone at home.', recorded),
  WorkTelephone: optional(text, 'The telephone at work.', recorded),
  MobileTelephone: optional(text, 'The mobile telephone.', recorded),
  AlternateTelephone: optional(text, 'Another telephone.', recorded),
  EmailAddress: optional(text, 'The e-mail address.', recorded),
  SMSConsent: optional(yesNo, 'Whether the patient may be sent text messages.', { inReply: 'one' }),
  UsualGPUserName: optional(text, 'The user name of the usual GP.', recorded),
  CareStartDate: optional(date, 'The day on which care at this organisation began.', { inReply: 'one' }),
  RegistrationType: optional(text, 'The kind of registration.', recorded),
});

export type Demographics = TypeOf<typeof demographics>;
