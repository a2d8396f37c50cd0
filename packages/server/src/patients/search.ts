// Searching patients by what is known of them (B7.6).

import { all, first, type Sql, sql, type Work } from '../store/index.js';
import { afterPrefix } from './keys.js';
import { type Patient, type PatientRow, patientOf } from './patient.js';

/** A search that finds more than this is refused: it has to be narrowed. */
export const mostMatches = 100;

/** What patients must match, as keys (keys.ts). An empty text asks for nothing. */
export interface SearchKeys {
  readonly surname: string;
  readonly firstName: string;
  /** `yyyy-MM-dd` */
  readonly dateOfBirth: string;
  readonly postcode: string;
  readonly telephone: string;
  readonly sex: string;
}

/**
 * The patients who match, by name, or more of them than `mostMatches`, in no order. Confidential ones are never among them (B6.4).
 * A first name is also that by which a patient is known.
 * @param keys at least two that are not empty
 */
export function* searchPatients(organisationId: string, keys: SearchKeys): Work<readonly Patient[]> {
  const found = new Map<number, Patient>();
  for (const { statement, parameters } of yield* queriesFor(organisationId, keys)) {
    for (const row of yield* all<PatientRow>(statement, ...parameters, mostMatches + 1)) found.set(row.patient_id, patientOf(row));
  }
  return [...found.values()].sort(byName);
}

interface Query {
  readonly statement: Sql;
  readonly parameters: readonly string[];
}

/** The statements that answer a search with the fewest rows read, whatever the number of patients. */
function* queriesFor(organisationId: string, keys: SearchKeys): Work<readonly Query[]> {
  const { dateOfBirth, postcode, telephone, sex } = keys;
  const surname = rangeOf(keys.surname);
  const firstName = rangeOf(keys.firstName);
  const names = [...surname, ...firstName, ...firstName];
  if (dateOfBirth !== '') {
    const others = [...names, postcode, postcode, sex, sex, telephone, telephone];
    return [{ statement: byBirth, parameters: [organisationId, dateOfBirth, ...others] }];
  }
  if (telephone !== '') return [{ statement: byTelephone, parameters: [organisationId, telephone, ...names, postcode, postcode, sex, sex] }];
  if (postcode !== '') return [{ statement: byPostcode, parameters: [organisationId, postcode, ...names, sex, sex] }];
  if (keys.firstName === '') return [{ statement: bySexAndSurname, parameters: [organisationId, sex, ...surname] }];
  const knownAs = { statement: byKnownAs, parameters: [organisationId, ...firstName, ...surname, sex, sex] };
  if (keys.surname === '') return [{ statement: bySexAndFirstName, parameters: [organisationId, sex, ...firstName] }, knownAs];
  return [...(yield* bySurnames(organisationId, surname, [...firstName, sex, sex])), knownAs];
}

/** Most look for a whole surname, and few have one that begins with another: that is asked first, and costs a tenth of going from surname to surname. */
function* bySurnames(organisationId: string, [from, until]: readonly [string, string], others: readonly string[]): Work<readonly Query[]> {
  const whole = { statement: bySurname, parameters: [organisationId, from, ...others] };
  const longer = yield* first<{ surname_key: string }>(longerSurname, organisationId, from, until);
  if (longer === undefined) return [whole];
  return [whole, { statement: byNames, parameters: [organisationId, longer.surname_key, until, organisationId, until, organisationId, ...others] }];
}

/** The bounds of the keys that begin so: from the first, before the second. */
function rangeOf(prefix: string): readonly [string, string] {
  return prefix === '' ? ['', '\u{10ffff}'] : [prefix, afterPrefix(prefix)];
}

function byName(a: Patient, b: Patient): number {
  return compare(nameOf(a), nameOf(b)) || a.patientId - b.patientId;
}

function nameOf({ demographics }: Patient): string {
  return [demographics.Surname, demographics.FirstName, demographics.DateOfBirth].join('\n').toLowerCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

// A name with an empty text behind it is the name, but is not looked for in an index: the constraint that comes first leads to fewer rows.
const byBirth = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND date_of_birth = ? AND confidential = 0 AND surname_key || '' >= ? AND surname_key || '' < ?
    AND ((first_name_key || '' >= ? AND first_name_key || '' < ?) OR (known_as_key || '' >= ? AND known_as_key || '' < ?))
    AND (? = '' OR postcode_key = ?) AND (? = '' OR sex = ?)
    AND (? = '' OR EXISTS (SELECT 1 FROM patient_telephone
      WHERE patient_telephone.organisation_id = patient.organisation_id AND telephone_key = ? AND patient_telephone.patient_id = patient.patient_id))
  LIMIT ?`;

const byPostcode = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND postcode_key = ? AND confidential = 0 AND surname_key || '' >= ? AND surname_key || '' < ?
    AND ((first_name_key || '' >= ? AND first_name_key || '' < ?) OR (known_as_key || '' >= ? AND known_as_key || '' < ?))
    AND (? = '' OR sex = ?)
  LIMIT ?`;

// CROSS JOIN: from the telephone to its patients, whatever an engine may think of their numbers.
const byTelephone = sql`SELECT patient.patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics
  FROM patient_telephone CROSS JOIN patient
  WHERE patient_telephone.organisation_id = ? AND telephone_key = ?
    AND patient.organisation_id = patient_telephone.organisation_id AND patient.patient_id = patient_telephone.patient_id
    AND confidential = 0 AND surname_key || '' >= ? AND surname_key || '' < ?
    AND ((first_name_key || '' >= ? AND first_name_key || '' < ?) OR (known_as_key || '' >= ? AND known_as_key || '' < ?))
    AND (? = '' OR postcode_key = ?) AND (? = '' OR sex = ?)
  LIMIT ?`;

const bySexAndSurname = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND sex = ? AND surname_key >= ? AND surname_key < ? AND confidential = 0
  LIMIT ?`;

const bySexAndFirstName = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND sex = ? AND first_name_key >= ? AND first_name_key < ? AND confidential = 0
  LIMIT ?`;

const byKnownAs = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND known_as_key <> '' AND known_as_key >= ? AND known_as_key < ? AND confidential = 0
    AND surname_key || '' >= ? AND surname_key || '' < ? AND (? = '' OR sex = ?)
  LIMIT ?`;

const bySurname = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND surname_key = ? AND first_name_key >= ? AND first_name_key < ? AND confidential = 0 AND (? = '' OR sex = ?)
  LIMIT ?`;

const longerSurname = sql`SELECT surname_key FROM patient WHERE organisation_id = ? AND surname_key > ? AND surname_key < ? ORDER BY surname_key LIMIT 1`;

// Steps from one surname that begins so to the next, each with one look into the index: there are far fewer surnames than patients.
const byNames = sql`WITH RECURSIVE name (surname) AS (
    SELECT MIN(surname_key) FROM patient WHERE organisation_id = ? AND surname_key >= ? AND surname_key < ?
    UNION ALL
    SELECT (SELECT MIN(surname_key) FROM patient WHERE organisation_id = ? AND surname_key > name.surname AND surname_key < ?)
      FROM name WHERE name.surname IS NOT NULL
  )
  SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM name CROSS JOIN patient
  WHERE organisation_id = ? AND surname_key = name.surname AND first_name_key >= ? AND first_name_key < ? AND confidential = 0 AND (? = '' OR sex = ?)
  LIMIT ?`;
