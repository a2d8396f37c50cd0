// Demographics as replies carry them (B7.7, WIRE-FORMAT §5.7).
import type { Demographics } from '@s1kit/contract';
import { type Translation, translateCode } from './output-scheme.js';
import type { Patient } from './patient.js';

const codedNames = ['MaritalStatus', 'Ethnicity', 'MainLanguage'] as const;

/**
 * The demographics of a patient, with a value for everything that replies must have.
 * @param plain sends the coded ones empty (`--compat plain-demographics`)
 */
export function replyDemographics({ demographics }: Patient, translation: Translation, plain: boolean): Demographics {
  return {
    EnglishSpeaker: 'Unknown',
    SMSConsent: 'No',
    // Replies always carry the day; nobody was in care before being born.
    ...(demographics.DateOfBirth === undefined ? {} : { CareStartDate: demographics.DateOfBirth }),
    ...demographics,
    ...Object.fromEntries(codedNames.map((name) => [name, plain ? {} : coded(demographics[name], translation)])),
  };
}

function coded(value: Demographics['Ethnicity'], translation: Translation): NonNullable<Demographics['Ethnicity']> {
  return value?.Code === undefined ? {} : { Code: translateCode(value.Code, translation) };
}
