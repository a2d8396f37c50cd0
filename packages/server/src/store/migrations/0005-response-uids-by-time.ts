// The audit's index of ResponseUIDs by the time in them: the newest stands last, so that messages of one commit share a page of it.
import type { Migration } from './migration.js';

export const responseUidsByTime: Migration = {
  number: 5,
  name: 'response UIDs by time',
  statements: [
    'DROP INDEX audit_entry_by_response_uid',
    // A UUID of the time-based pattern begins with the lowest part of its time: as it is written, it stands anywhere.
    `CREATE INDEX audit_entry_by_response_time ON audit_entry (organisation_id, workstation_id,
      (substr(response_uid, 15, 4) || substr(response_uid, 10, 4) || substr(response_uid, 1, 8)), sequence) WHERE response_uid IS NOT NULL`,
  ],
};
