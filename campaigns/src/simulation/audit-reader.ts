// The audit and the tables as they are, read by a connection that the environment knows nothing of.
import Database from 'better-sqlite3';
import { databaseOf, type Installed } from '../instance/data.js';

export interface Entry {
  readonly sequence: number;
  readonly kind: string;
  readonly outcome: string;
  readonly error_code: string | null;
  readonly request_digest: string | null;
  readonly reply_digest: string | null;
  readonly reply: Uint8Array | null;
  readonly previous_hash: string;
  readonly hash: string;
}

export interface AuditReader {
  /** The entries of a chain after this one. */
  after(organisationId: string, workstationId: string, sequence: number): readonly Entry[];
  hashAt(organisationId: string, workstationId: string, sequence: number): string | undefined;
  /** How many times each marker stands in the record, and unsaved, for each organisation. */
  markers(): { readonly record: ReadonlyMap<string, number>; readonly unsaved: ReadonlyMap<string, number> };
  /** Slots that more than one appointment has. */
  doubleBooked(): number;
  close(): void;
}

export function openAuditReader(installed: Installed): AuditReader {
  const database = new Database(databaseOf(installed), { readonly: true, fileMustExist: true });
  const after = database.prepare(`SELECT entry.sequence, kind, outcome, error_code, request_digest, reply_digest, payload.reply, previous_hash, hash
    FROM audit_entry AS entry LEFT JOIN audit_payload AS payload
      ON payload.organisation_id = entry.organisation_id AND payload.workstation_id = entry.workstation_id AND payload.sequence = entry.sequence
    WHERE entry.organisation_id = ? AND entry.workstation_id = ? AND entry.sequence > ? ORDER BY entry.sequence`);
  const hashAt = database.prepare('SELECT hash FROM audit_entry WHERE organisation_id = ? AND workstation_id = ? AND sequence = ?').pluck();
  const record = database
    .prepare(`SELECT items FROM event WHERE application_id IS NOT NULL UNION ALL SELECT content FROM task WHERE application_id IS NOT NULL
      UNION ALL SELECT comments FROM appointment WHERE application_id IS NOT NULL`)
    .pluck();
  const unsaved = database.prepare('SELECT planned FROM unsaved_change').pluck();
  const double = database
    .prepare(`SELECT COUNT(*) FROM (SELECT 1 FROM appointment WHERE application_id IS NOT NULL AND status <> 'Cancelled'
      GROUP BY organisation_id, clinic_id, start_at HAVING COUNT(*) > 1)`)
    .pluck();
  return {
    // The columns are those of the statement.
    after: (...place) => after.all(...place) as Entry[],
    hashAt: (...place) => {
      const hash = hashAt.get(...place);
      return typeof hash === 'string' ? hash : undefined;
    },
    markers: () => ({ record: countsOf(record.all()), unsaved: countsOf(unsaved.all()) }),
    doubleBooked: () => Number(double.get()),
    close: () => database.close(),
  };
}

function countsOf(texts: readonly unknown[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [, marker = ''] of String(text).matchAll(/(mk-[a-z]+-\d+);/g)) counts.set(marker, (counts.get(marker) ?? 0) + 1);
  }
  return counts;
}
