// Many are known by the same first name: the surnames stand in that index too, so that only those who match are read.
import type { Migration } from './migration.js';

export const knownAsIndex: Migration = {
  number: 6,
  name: 'known-as index',
  statements: [
    'DROP INDEX patient_by_known_as',
    "CREATE INDEX patient_by_known_as ON patient (organisation_id, known_as_key, surname_key, sex, confidential) WHERE known_as_key <> ''",
  ],
};
