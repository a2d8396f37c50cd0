import { element, one, optional, type TypeOf, text } from '../shape/index.js';
import { nhsNumberText } from './identifiers.js';

/** Names a patient: NHSNumber, or PseudoNumber where there is none (B6.1). */
export const identity = element('Identity', 'Names a patient: by NHSNumber, or by PseudoNumber where the patient has none.', {
  NHSNumber: optional(nhsNumberText, 'The NHS number.', { aliases: ['NhsNumber'] }),
  PseudoNumber: optional(text, 'The number that stands for the NHS number of a patient who has none.'),
  ClientID: optional(text, 'A text of the client, without effect.', { only: 'request' }),
  StrategicReportingIdentifier: optional(text, 'The key of the patient in data extracts. In replies only: a request that carries one is refused (B6.2).'),
});

export type Identity = TypeOf<typeof identity>;

/** The identity in replies, where StrategicReportingIdentifier is always there. */
export const replyIdentity = element('ReplyIdentity', 'Names a patient in a reply.', {
  NHSNumber: optional(nhsNumberText, 'The NHS number.'),
  PseudoNumber: optional(text, 'The number that stands for the NHS number of a patient who has none.'),
  StrategicReportingIdentifier: one(text, 'The key of the patient in data extracts: a whole number.'),
});

export type ReplyIdentity = TypeOf<typeof replyIdentity>;
