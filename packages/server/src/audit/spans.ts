// Finished runs of entries, and what they hold: a filter reads these few rows instead of a million entries, and no request pays for an index.
import { all, first, run, sql, type Work } from '../store/index.js';
import type { AuditPlace } from './draft.js';

/** Entries in a span. Span n begins with entry n × 1,024 + 1. */
export const spanLength = 1024;

/** Entries in a block: sixteen spans. What they hold stands together, a bit for each entry, so that a million entries are a few dozen rows for each value. */
export const blockLength = 16 * spanLength;

/** The first entry of the block in which an entry lies. */
export function blockOf(sequence: number): number {
  return sequence - ((sequence - 1) % blockLength);
}

/** What can be asked for by value. `application` has the entry's application under its identifier and its name. */
export type Term = 'user' | 'application' | 'device' | 'function' | 'outcome' | 'follows';

/** One bit for each entry from the first on, lowest first. What is beyond the end is not set. */
export type EntryBits = Uint8Array;

type SpanEntry = {
  readonly at: number;
  readonly user_name: string | null;
  readonly application_id: string | null;
  readonly application_name: string | null;
  readonly device_id: string | null;
  readonly function_name: string | null;
  readonly outcome: string;
  readonly reply_follows: number;
};

const entriesOfSpan = sql`SELECT at, user_name, application_id, application_name, device_id, function_name, outcome, reply_follows FROM audit_entry
  WHERE organisation_id = ? AND workstation_id = ? AND sequence >= ? AND sequence < ? ORDER BY sequence`;
const storedBytes = sql`SELECT COALESCE(SUM(stored_bytes), 0) AS stored_bytes FROM audit_payload
  WHERE organisation_id = ? AND workstation_id = ? AND sequence >= ? AND sequence < ?`;
const insertSpan = sql`INSERT INTO audit_span (organisation_id, workstation_id, first, earliest, latest, stored_bytes) VALUES (?, ?, ?, ?, ?, ?)`;
const selectTerm = sql`SELECT entries FROM audit_term WHERE organisation_id = ? AND workstation_id = ? AND term = ? AND value = ? AND first = ?`;
const putTerm = sql`INSERT INTO audit_term (organisation_id, workstation_id, term, value, first, entries) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (organisation_id, workstation_id, term, value, first) DO UPDATE SET entries = excluded.entries`;
const lastSpan = sql`SELECT first FROM audit_span WHERE organisation_id = ? AND workstation_id = ? ORDER BY first DESC LIMIT 1`;

/** Writes down what a finished span holds; `last` is the sequence of its last entry. */
export function* finishSpan(place: AuditPlace, last: number): Work<void> {
  const { organisationId, workstationId } = place;
  const start = last - spanLength + 1;
  const entries = yield* all<SpanEntry>(entriesOfSpan, organisationId, workstationId, start, last + 1);
  const stored = yield* first<{ stored_bytes: number }>(storedBytes, organisationId, workstationId, start, last + 1);
  const times = entries.map((entry) => entry.at);
  yield* run(insertSpan, organisationId, workstationId, start, Math.min(...times), Math.max(...times), stored?.stored_bytes ?? 0);
  for (const [term, values] of termsOf(entries)) {
    for (const [value, bits] of values) yield* addToBlock(place, { term, value, start, bits });
  }
}

interface SpanBits {
  readonly term: Term;
  readonly value: string;
  /** The first entry of the span. */
  readonly start: number;
  readonly bits: EntryBits;
}

/** Puts the bits of a span in their place behind those of the block's earlier spans. */
function* addToBlock({ organisationId, workstationId }: AuditPlace, { term, value, start, bits }: SpanBits): Work<void> {
  const block = blockOf(start);
  const before = yield* first<{ entries: Uint8Array }>(selectTerm, organisationId, workstationId, term, value, block);
  const at = (start - block) / 8;
  const entries = new Uint8Array(at + bits.length);
  if (before !== undefined) entries.set(before.entries.subarray(0, at));
  entries.set(bits, at);
  yield* run(putTerm, organisationId, workstationId, term, value, block, entries);
}

/** The sequence of the last entry that lies in a finished span; 0 if there is none. */
export function* lastInSpans(place: AuditPlace): Work<number> {
  const span = yield* first<{ first: number }>(lastSpan, place.organisationId, place.workstationId);
  return span === undefined ? 0 : span.first + spanLength - 1;
}

function termsOf(entries: readonly SpanEntry[]): Map<Term, Map<string, EntryBits>> {
  const terms = new Map<Term, Map<string, EntryBits>>();
  const mark = (term: Term, value: string | null, index: number): void => {
    if (value === null) return;
    const values = terms.get(term) ?? new Map<string, EntryBits>();
    terms.set(term, values);
    const bits = values.get(value) ?? new Uint8Array(spanLength / 8);
    values.set(value, bits);
    const byte = index >> 3;
    bits[byte] = (bits[byte] ?? 0) | (1 << (index & 7));
  };
  entries.forEach((entry, index) => {
    mark('user', entry.user_name, index);
    mark('application', entry.application_id, index);
    mark('application', entry.application_name, index);
    mark('device', entry.device_id, index);
    mark('function', entry.function_name, index);
    mark('outcome', entry.outcome, index);
    mark('follows', entry.reply_follows === 1 ? 'yes' : null, index);
  });
  return terms;
}
