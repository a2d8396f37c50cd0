// Finding patients by what somebody types: by number, or among those who are not confidential by name and day of birth (B6.4, B7.6).
import { all, first, sql, type Work } from '../store/index.js';
import type { NameWords, SearchText } from './find-text.js';
import { afterPrefix, foldName } from './keys.js';
import { type Patient, type PatientRow, patientOf } from './patient.js';
import { mostMatches, type SearchKeys, searchPatients } from './search.js';

/** How many are given; who finds more has to say more. */
export const foundAtMost = 20;

export interface Found {
  readonly patients: readonly Patient[];
  readonly more: boolean;
}

/** The patients whom a text means, by name. Confidential ones by their number alone. */
export function* findPatients(organisationId: string, text: Exclude<SearchText, { kind: 'hint' }>): Work<Found> {
  if (text.kind === 'nhsNumber') return withinLimit(yield* byNumber(organisationId, selectByNhsNumber, text.number));
  const { births, name } = text;
  const [word = ''] = name.words;
  if (births.length === 0 && name.words.length === 1) {
    // A pseudo-number has a digit in it, which names have not.
    const numbered = /\d/u.test(word) ? yield* byNumber(organisationId, selectByPseudoNumber, word.toUpperCase()) : [];
    return withinLimit([...numbered, ...(yield* byOneWord(organisationId, foldName(word)))]);
  }
  const found = new Map<number, Patient>();
  for (const keys of keysFor(births, name)) {
    for (const patient of yield* searchPatients(organisationId, keys)) found.set(patient.patientId, patient);
    if (found.size > mostMatches) break;
  }
  return withinLimit([...found.values()].sort(byName));
}

function withinLimit(patients: readonly Patient[]): Found {
  return { patients: patients.slice(0, foundAtMost), more: patients.length > foundAtMost };
}

function* byNumber(organisationId: string, statement: typeof selectByNhsNumber, number: string): Work<readonly Patient[]> {
  const row = yield* first<PatientRow>(statement, organisationId, number);
  return row === undefined ? [] : [patientOf(row)];
}

/** By the beginning of a surname; behind these by that of a first name or of a name that one is known by. */
function* byOneWord(organisationId: string, key: string): Work<readonly Patient[]> {
  if (key === '') return [];
  const found = new Map<number, Patient>();
  for (const statement of [selectBySurname, selectByFirstName, selectByKnownAs]) {
    const rows = yield* all<PatientRow>(statement, organisationId, key, afterPrefix(key), foundAtMost + 1);
    for (const row of rows) if (!found.has(row.patient_id)) found.set(row.patient_id, patientOf(row));
    if (found.size > foundAtMost) break;
  }
  return [...found.values()];
}

const anybody: SearchKeys = { surname: '', firstName: '', dateOfBirth: '', postcode: '', telephone: '', sex: '' };

/** Every way in which words can be first names and a surname; people type either first. */
function keysFor(births: readonly string[], name: NameWords): readonly SearchKeys[] {
  const names = splitsOf(name);
  const days = births.length === 0 ? [''] : births;
  return days.flatMap((dateOfBirth) =>
    names.map(([firstName, surname]) => ({ ...anybody, dateOfBirth, firstName: foldName(firstName), surname: foldName(surname) })),
  );
}

function splitsOf({ words, surname, firstName }: NameWords): readonly (readonly [firstName: string, surname: string])[] {
  if (surname !== undefined) return [[firstName ?? '', surname]];
  const [word = ''] = words;
  if (words.length === 0) return [['', '']];
  if (words.length === 1) {
    return [
      ['', word],
      [word, ''],
    ];
  }
  const splits: [string, string][] = [];
  for (let place = 1; place < words.length; place++) {
    const [before, after] = [words.slice(0, place).join(' '), words.slice(place).join(' ')];
    splits.push([before, after], [after, before]);
  }
  // First name, middle names, surname: middle names are not searched.
  if (words.length > 2) splits.push([word, words.at(-1) ?? '']);
  return splits;
}

function byName(a: Patient, b: Patient): number {
  const [one, other] = [a, b].map(({ demographics }) => [demographics.Surname, demographics.FirstName, demographics.DateOfBirth].join('\n').toLowerCase());
  return (one ?? '') < (other ?? '') ? -1 : one === other ? a.patientId - b.patientId : 1;
}

const selectByNhsNumber = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND nhs_number = ?`;
const selectByPseudoNumber = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND pseudo_number = ? AND nhs_number IS NULL`;
const selectBySurname = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND surname_key >= ? AND surname_key < ? AND confidential = 0
  ORDER BY surname_key, first_name_key, patient_id LIMIT ?`;
// Every sex by name: the index has it before the first name.
const selectByFirstName = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND sex IN ('F', 'I', 'M', 'U') AND first_name_key >= ? AND first_name_key < ? AND confidential = 0
  LIMIT ?`;
const selectByKnownAs = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND known_as_key <> '' AND known_as_key >= ? AND known_as_key < ? AND confidential = 0
  LIMIT ?`;
