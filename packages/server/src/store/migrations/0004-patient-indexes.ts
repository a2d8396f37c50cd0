// A day of birth or a postcode has dozens of patients among a million: the names stand in their indexes, so that only those who match are read.
import type { Migration } from './migration.js';

export const patientIndexes: Migration = {
  number: 4,
  name: 'patient indexes',
  statements: [
    'DROP INDEX patient_by_birth',
    'CREATE INDEX patient_by_birth ON patient (organisation_id, date_of_birth, surname_key, first_name_key, known_as_key, confidential)',
    'DROP INDEX patient_by_postcode',
    'CREATE INDEX patient_by_postcode ON patient (organisation_id, postcode_key, surname_key, first_name_key, known_as_key, sex, confidential)',
  ],
};
