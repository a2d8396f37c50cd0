// The patients of a file, with where they were registered and lived.
import type { Demographics } from '@s1kit/contract';
import { nextIds } from '../identifiers.js';
import { insertAddress, insertPatient, insertRegistration, insertTelephone } from '../patients/insertions.js';
import { foldName, foldPostcode, foldTelephone } from '../patients/keys.js';
import { first, run, sql, type Work } from '../store/index.js';
import type { Author } from './authors.js';
import { addEvents } from './events.js';
import { ImportError } from './import-error.js';
import type { ImportPatient } from './schema.js';

/**
 * @param pointer where the patient stands in the file
 * @returns how many events the patient has
 * @throws {ImportError}
 */
export function* addPatient(organisationId: string, patient: ImportPatient, authors: ReadonlyMap<string, Author>, pointer: string): Work<number> {
  const { nhsNumber, pseudoNumber } = patient;
  // The form was checked against the contract's own shape.
  const demographics = patient.demographics as Demographics;
  const isTaken = yield* first(selectNumber, organisationId, nhsNumber ?? '', pseudoNumber ?? '');
  if (isTaken !== undefined) {
    throw new ImportError(
      `${pointer}/${nhsNumber === undefined ? 'pseudoNumber' : 'nhsNumber'}`,
      'a patient of the environment has that number already. Use another.',
    );
  }
  const patientId = yield* nextIds(organisationId, 'patient', 1);
  const { Surname = '', FirstName = '', KnownAs = '', DateOfBirth = '', Sex = 'U', DateOfDeath } = demographics;
  yield* run(
    insertPatient,
    organisationId,
    patientId,
    nhsNumber ?? null,
    pseudoNumber ?? null,
    patient.confidential === true ? 1 : 0,
    foldName(Surname),
    foldName(FirstName),
    foldName(KnownAs),
    DateOfBirth,
    Sex,
    foldPostcode(demographics.Address?.Postcode ?? ''),
    DateOfDeath ?? null,
    JSON.stringify(demographics),
  );
  yield* addHistory(organisationId, patientId, patient, demographics);
  return yield* addEvents(organisationId, patientId, patient.events ?? [], authors, pointer);
}

type Dated<T> = Readonly<T> & { readonly type: string; readonly from: string; readonly until?: string };

function* addHistory(organisationId: string, patientId: number, patient: ImportPatient, demographics: Demographics): Work<void> {
  const { HomeTelephone = '', WorkTelephone = '', MobileTelephone = '', AlternateTelephone = '', CareStartDate, DateOfBirth = '' } = demographics;
  const numbers = [HomeTelephone, WorkTelephone, MobileTelephone, AlternateTelephone].map(foldTelephone).filter((number) => number !== '');
  for (const number of new Set(numbers)) yield* run(insertTelephone, organisationId, number, patientId);
  const since = CareStartDate ?? DateOfBirth;
  const registrations: readonly Dated<{ status: string }>[] = patient.registrations ?? [{ type: 'GMS', status: 'Current', from: since }];
  for (const [index, { type, status, from, until }] of registrations.entries()) {
    yield* run(insertRegistration, organisationId, patientId, index + 1, type, status, from, until ?? null);
  }
  const addresses: readonly Dated<{ address: object }>[] =
    patient.addresses ?? (demographics.Address === undefined ? [] : [{ type: 'Home', address: demographics.Address, from: since }]);
  for (const [index, { type, address, from, until }] of addresses.entries()) {
    yield* run(insertAddress, organisationId, patientId, index + 1, type, JSON.stringify(address), from, until ?? null);
  }
}

const selectNumber = sql`SELECT patient_id FROM patient WHERE organisation_id = ? AND (nhs_number = ? OR pseudo_number = ?)`;
