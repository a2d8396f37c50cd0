// Who saved which part of a record in which version, so that a conflict can say whose the other value is (B7.16).
import type { Migration } from './migration.js';

export const savedChanges: Migration = {
  number: 7,
  name: 'saved changes',
  statements: [
    `CREATE TABLE saved_change (
      organisation_id TEXT NOT NULL,
      patient_id BIGINT NOT NULL,
      version BIGINT NOT NULL,
      saved_at BIGINT NOT NULL,
      user_name TEXT NOT NULL,
      software TEXT,
      parts TEXT NOT NULL,
      PRIMARY KEY (organisation_id, patient_id, version)
    )`,
  ],
};
