// What the audit has on record, read past the environment: from its database, byte for byte.
import { inflateSync } from 'node:zlib';
import Database from 'better-sqlite3';

export interface TrailEntry {
  readonly sequence: number;
  readonly kind: string;
  readonly outcome: string;
  readonly errorCode: string | null;
  readonly requestBytes: number | null;
  readonly replyBytes: number | null;
  readonly request: Buffer | undefined;
  readonly reply: Buffer | undefined;
  /** Whether an entry `sent` has to follow. */
  readonly replyFollows: boolean;
  readonly linked: number | null;
}

export interface Trail {
  /** Messages and ends of replies behind a sequence, in their order. */
  after(sequence: number): readonly TrailEntry[];
  close(): void;
}

interface Row {
  readonly sequence: number;
  readonly kind: string;
  readonly outcome: string;
  readonly error_code: string | null;
  readonly request_bytes: number | null;
  readonly reply_bytes: number | null;
  readonly reply_follows: number;
  readonly linked: number | null;
  readonly request_encoding: string | null;
  readonly request: Buffer | null;
  readonly reply_encoding: string | null;
  readonly reply: Buffer | null;
}

const select = `SELECT e.sequence, e.kind, e.outcome, e.error_code, e.request_bytes, e.reply_bytes, e.reply_follows, e.linked,
    p.request_encoding, p.request, p.reply_encoding, p.reply
  FROM audit_entry e LEFT JOIN audit_payload p
    ON p.organisation_id = e.organisation_id AND p.workstation_id = e.workstation_id AND p.sequence = e.sequence
  WHERE e.sequence > ? AND e.kind IN ('message', 'sent') ORDER BY e.sequence`;

/** Opens the audit of an environment with one workstation, to read only. */
export function openTrail(databaseFile: string): Trail {
  const database = new Database(databaseFile, { readonly: true });
  const statement = database.prepare<[number], Row>(select);
  return {
    after: (sequence) => statement.all(sequence).map(entryOf),
    close: () => void database.close(),
  };
}

function entryOf(row: Row): TrailEntry {
  return {
    sequence: row.sequence,
    kind: row.kind,
    outcome: row.outcome,
    errorCode: row.error_code,
    requestBytes: row.request_bytes,
    replyBytes: row.reply_bytes,
    request: bytesOf(row.request_encoding, row.request),
    reply: bytesOf(row.reply_encoding, row.reply),
    replyFollows: row.reply_follows === 1,
    linked: row.linked,
  };
}

/** A payload is kept as it is, or as a zlib stream behind eight bytes of its digest. */
function bytesOf(encoding: string | null, stored: Buffer | null): Buffer | undefined {
  if (stored === null) return undefined;
  return encoding === 'deflate' ? inflateSync(stored.subarray(8)) : stored;
}
