// A patient: how one is named in a request, found, and named in a reply (B6.1 to B6.4).
import { type Demographics, type Identity, isNhsNumber, Refusal, type ReplyIdentity } from '@s1kit/contract';
import { first, sql, type Work } from '../store/index.js';

export interface Patient {
  readonly patientId: number;
  /** NHS number, or the pseudo-number where there is none. */
  readonly number: string;
  readonly identity: ReplyIdentity;
  readonly confidential: boolean;
  /** As kept: codes in the scheme in which they were recorded. A patient who has died has DateOfDeath. */
  readonly demographics: Demographics;
}

/** Where the Identity of most requests stands. */
export const identityPath = '/ClientIntegrationRequest/FunctionParameters/Identity';

/**
 * Finds the patient whom a request names.
 * @throws {Refusal} IdentifierRefused (B6.2), IdentityInvalid (B6.1), PatientUnknown (B6.3): also for patients of other organisations
 */
export function* findPatient(organisationId: string, identity: Identity): Work<Patient> {
  const { NHSNumber: nhsNumber, PseudoNumber: pseudoNumber, StrategicReportingIdentifier: reporting } = identity;
  if (isGiven(reporting)) {
    throw new Refusal(
      'IdentifierRefused',
      'StrategicReportingIdentifier stands in replies only, as the key of data extracts. Name the patient by NHSNumber or PseudoNumber alone.',
      `${identityPath}/StrategicReportingIdentifier`,
    );
  }
  if (isGiven(nhsNumber) === isGiven(pseudoNumber)) {
    const what = isGiven(nhsNumber) ? 'not by both NHSNumber and PseudoNumber' : 'and neither is given';
    throw new Refusal('IdentityInvalid', `A patient is named by NHSNumber, or by PseudoNumber where there is none, ${what}.`, identityPath);
  }
  if (isGiven(nhsNumber) && !isNhsNumber(nhsNumber)) {
    throw new Refusal('IdentityInvalid', 'The check digit of NHSNumber does not fit: compare the number with its source.', `${identityPath}/NHSNumber`);
  }
  const row = isGiven(nhsNumber)
    ? yield* first<PatientRow>(selectByNhsNumber, organisationId, nhsNumber)
    : yield* first<PatientRow>(selectByPseudoNumber, organisationId, pseudoNumber ?? '');
  if (row === undefined) throw new Refusal('PatientUnknown', 'This organisation has no patient of that number. Search for the patient.', identityPath);
  return patientOf(row);
}

/** The patient with that internal number, where there is one. */
export function* loadPatient(organisationId: string, patientId: number): Work<Patient | undefined> {
  const row = yield* first<PatientRow>(selectById, organisationId, patientId);
  return row === undefined ? undefined : patientOf(row);
}

/** What statements select of a patient, for `patientOf`. */
export type PatientRow = {
  readonly patient_id: number;
  readonly nhs_number: string | null;
  readonly pseudo_number: string | null;
  readonly confidential: number;
  readonly date_of_birth: string;
  readonly sex: string;
  readonly date_of_death: string | null;
  readonly demographics: string;
};

export function patientOf(row: PatientRow): Patient {
  // The columns hold what was stored: the number of an identity, the value of Demographics.
  const kept = JSON.parse(row.demographics) as Demographics;
  const numbers = row.nhs_number === null ? { PseudoNumber: row.pseudo_number ?? '' } : { NHSNumber: row.nhs_number };
  return {
    patientId: row.patient_id,
    number: row.nhs_number ?? row.pseudo_number ?? '',
    identity: { ...numbers, StrategicReportingIdentifier: String(row.patient_id) },
    confidential: row.confidential === 1,
    demographics: {
      ...kept,
      DateOfBirth: row.date_of_birth,
      // As above: the sex is one of the contract's.
      Sex: row.sex as NonNullable<Demographics['Sex']>,
      ...(row.date_of_death === null ? {} : { DateOfDeath: row.date_of_death }),
    },
  };
}

const selectByNhsNumber = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND nhs_number = ?`;
const selectByPseudoNumber = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND pseudo_number = ? AND nhs_number IS NULL`;
const selectById = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND patient_id = ?`;

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}
