// An entry as the table has it, and its hash: every column but the hash itself is in it (B8.3).
import { digestOf } from './payload.js';

export type EntryRow = {
  readonly organisation_id: string;
  readonly workstation_id: string;
  readonly sequence: number;
  readonly at: number;
  readonly kind: string;
  readonly user_name: string | null;
  readonly application_id: string | null;
  readonly application_name: string | null;
  readonly device_id: string | null;
  readonly function_name: string | null;
  readonly function_version: string | null;
  readonly request_uid: string | null;
  readonly response_uid: string | null;
  readonly patient: string | null;
  readonly outcome: string;
  readonly error_code: string | null;
  readonly rule: string | null;
  readonly element: string | null;
  /** A JSON array of texts. */
  readonly deviations: string;
  readonly allowed_at: number | null;
  readonly duration_us: number | null;
  readonly request_bytes: number | null;
  readonly reply_bytes: number | null;
  readonly request_digest: string | null;
  readonly reply_digest: string | null;
  readonly reply_follows: number;
  readonly repeats: number;
  readonly linked: number | null;
  readonly detail: string | null;
  readonly previous_hash: string;
  readonly hash: string;
};

/** The hash before the first entry of a chain. */
export const chainStart = '0'.repeat(64);

/** The form of what is hashed: part of it, so that another form can never be taken for this one. */
const form = 's1kit audit entry 1';

/**
 * The hash of an entry, in hexadecimal digits: SHA-256 over a JSON array of its columns in the order of the table, the hash of the entry before among
 * them. JSON keeps apart what stands beside one another, and text from number from nothing.
 */
export function entryHash(row: Omit<EntryRow, 'hash'>): string {
  return digestOf(JSON.stringify([form, ...entryValues(row)]));
}

/** The columns of the table in its order, without the hash. */
export function entryValues(row: Omit<EntryRow, 'hash'>): (string | number | null)[] {
  return [
    row.organisation_id,
    row.workstation_id,
    row.sequence,
    row.at,
    row.kind,
    row.user_name,
    row.application_id,
    row.application_name,
    row.device_id,
    row.function_name,
    row.function_version,
    row.request_uid,
    row.response_uid,
    row.patient,
    row.outcome,
    row.error_code,
    row.rule,
    row.element,
    row.deviations,
    row.allowed_at,
    row.duration_us,
    row.request_bytes,
    row.reply_bytes,
    row.request_digest,
    row.reply_digest,
    row.reply_follows,
    row.repeats,
    row.linked,
    row.detail,
    row.previous_hash,
  ];
}
