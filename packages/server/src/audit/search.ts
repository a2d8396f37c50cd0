// Finds the entries of a chain that a filter asks for, quick also among a million: by index, by what spans hold, or by reading on.
import { all, first, sql, type Work } from '../store/index.js';
import type { AuditPlace } from './draft.js';
import type { EntryRow } from './entry-row.js';
import { type Candidates, candidatesOf } from './span-search.js';
import { lastInSpans } from './spans.js';
import { rowsOfUidStart } from './uid-start.js';
import { isOf, type Wanted } from './wanted.js';

/** An entry, and the outcome that it reads: `interrupted` where the end of a long reply is not on record (B8.2). */
export interface FoundEntry {
  readonly row: EntryRow;
  readonly outcome: string;
}

/** Gives entries in the order that is wanted, some at a time; `undefined` when there are no more. */
type Source = () => Work<readonly EntryRow[] | undefined>;

const chunk = 200;

const byPatientNewest = sql`SELECT * FROM audit_entry
  WHERE organisation_id = ? AND workstation_id = ? AND patient = ? AND sequence > ? AND sequence < ? ORDER BY sequence DESC LIMIT ?`;
const byPatientOldest = sql`SELECT * FROM audit_entry
  WHERE organisation_id = ? AND workstation_id = ? AND patient = ? AND sequence > ? AND sequence < ? ORDER BY sequence LIMIT ?`;
const byRequestUidNewest = sql`SELECT * FROM audit_entry
  WHERE organisation_id = ? AND workstation_id = ? AND request_uid = ? AND kind = 'message' AND sequence > ? AND sequence < ? ORDER BY sequence DESC LIMIT ?`;
const byRequestUidOldest = sql`SELECT * FROM audit_entry
  WHERE organisation_id = ? AND workstation_id = ? AND request_uid = ? AND kind = 'message' AND sequence > ? AND sequence < ? ORDER BY sequence LIMIT ?`;
const byResponseUid = sql`SELECT * FROM audit_entry WHERE organisation_id = ? AND workstation_id = ?
  AND substr(response_uid, 15, 4) || substr(response_uid, 10, 4) || substr(response_uid, 1, 8) = ? AND response_uid = ? ORDER BY sequence`;
const scanNewest = sql`SELECT * FROM audit_entry
  WHERE organisation_id = ? AND workstation_id = ? AND sequence > ? AND sequence < ? AND at >= ? AND at <= ?
  AND (CAST(? AS TEXT) IS NULL OR user_name = ?) AND (CAST(? AS TEXT) IS NULL OR application_id = ? OR application_name = ?)
  AND (CAST(? AS TEXT) IS NULL OR device_id = ?) AND (CAST(? AS TEXT) IS NULL OR function_name = ?)
  AND (CAST(? AS TEXT) IS NULL OR outcome = ? OR reply_follows = 1) ORDER BY sequence DESC LIMIT ?`;
const scanOldest = sql`SELECT * FROM audit_entry
  WHERE organisation_id = ? AND workstation_id = ? AND sequence > ? AND sequence < ? AND at >= ? AND at <= ?
  AND (CAST(? AS TEXT) IS NULL OR user_name = ?) AND (CAST(? AS TEXT) IS NULL OR application_id = ? OR application_name = ?)
  AND (CAST(? AS TEXT) IS NULL OR device_id = ?) AND (CAST(? AS TEXT) IS NULL OR function_name = ?)
  AND (CAST(? AS TEXT) IS NULL OR outcome = ? OR reply_follows = 1) ORDER BY sequence LIMIT ?`;
const bySequence = sql`SELECT * FROM audit_entry WHERE organisation_id = ? AND workstation_id = ? AND sequence = ?`;
const endOf = sql`SELECT sequence FROM audit_entry WHERE organisation_id = ? AND workstation_id = ? AND kind = 'sent' AND linked = ? LIMIT 1`;

/** The entries that are wanted, in that order, up to the limit. */
export function* search(place: AuditPlace, wanted: Wanted): Work<readonly FoundEntry[]> {
  const found: FoundEntry[] = [];
  for (const source of yield* sourcesOf(place, wanted)) {
    for (let rows = yield* source(); rows !== undefined; rows = yield* source()) {
      for (const row of rows) {
        const outcome = yield* outcomeOf(place, row);
        if (matches(row, outcome, wanted)) found.push({ row, outcome });
        if (found.length >= wanted.limit) return found;
      }
    }
  }
  return found;
}

/** One entry by its sequence. */
export function* entryBySequence(place: AuditPlace, sequence: number): Work<FoundEntry | undefined> {
  const row = yield* first<EntryRow>(bySequence, place.organisationId, place.workstationId, sequence);
  return row && { row, outcome: yield* outcomeOf(place, row) };
}

/** The sequence of the entry that tells how the sending of a message ended. */
export function* endOfSending(place: AuditPlace, sequence: number): Work<number | undefined> {
  return (yield* first<{ sequence: number }>(endOf, place.organisationId, place.workstationId, sequence))?.sequence;
}

function* outcomeOf(place: AuditPlace, row: EntryRow): Work<string> {
  if (row.reply_follows === 0) return row.outcome;
  return (yield* endOfSending(place, row.sequence)) === undefined ? 'interrupted' : row.outcome;
}

function matches(row: EntryRow, outcome: string, wanted: Wanted): boolean {
  const { user, application, device, patient, uid, uidStart, kinds } = wanted;
  return (
    row.sequence > wanted.above &&
    row.sequence < wanted.below &&
    row.at >= wanted.from &&
    row.at <= wanted.to &&
    (user === undefined || row.user_name === user) &&
    (application === undefined || row.application_id === application || row.application_name === application) &&
    (device === undefined || row.device_id === device) &&
    (wanted.function === undefined || row.function_name === wanted.function) &&
    (wanted.outcome === undefined || outcome === wanted.outcome) &&
    (patient === undefined || row.patient === patient) &&
    (uid === undefined || row.response_uid === uid || row.request_uid === uid) &&
    (uidStart === undefined || (row.kind === 'message' && row.request_uid?.startsWith(uidStart) === true)) &&
    (kinds === undefined || isOf(kinds, row.kind))
  );
}

function* sourcesOf(place: AuditPlace, wanted: Wanted): Work<readonly Source[]> {
  const { organisationId, workstationId } = place;
  const newest = wanted.order === 'newest';
  if (wanted.uid !== undefined) {
    const requested = indexed(place, newest ? byRequestUidNewest : byRequestUidOldest, wanted.uid, wanted);
    // A ResponseUID is ours and no other's: its entries are few. Whoever was sent it may have sent it back as the RequestUID of messages.
    const answered = yield* all<EntryRow>(byResponseUid, organisationId, workstationId, timeIn(wanted.uid), wanted.uid);
    return [answered.length === 0 ? requested : among(requested, answered, wanted.order)];
  }
  if (wanted.uidStart !== undefined) {
    const begun = yield* rowsOfUidStart(place, wanted.uidStart, wanted);
    if (begun !== undefined) return [once(begun)];
  }
  const byPatient = newest ? byPatientNewest : byPatientOldest;
  if (wanted.patient !== undefined && !narrowed(wanted)) return [indexed(place, byPatient, wanted.patient, wanted)];
  const summedUp = yield* lastInSpans(place);
  const since = { ...wanted, above: Math.max(wanted.above, summedUp) };
  const tail = wanted.patient === undefined ? scan(place, since) : indexed(place, byPatient, wanted.patient, since);
  const rest = narrowed(wanted)
    ? each(place, yield* candidatesOf(place, wanted, summedUp))
    : scan(place, { ...wanted, below: Math.min(wanted.below, summedUp + 1) });
  return newest ? [tail, rest] : [rest, tail];
}

/** The time in a UUID of the time-based pattern, highest digits first: by this ResponseUIDs are indexed. */
function timeIn(uid: string): string {
  return uid.slice(14, 18) + uid.slice(9, 13) + uid.slice(0, 8);
}

/** Whether something is wanted that spans can tell. */
function narrowed({ user, application, device, function: name, outcome, kinds, from, to }: Wanted): boolean {
  const byTime = from > Number.MIN_SAFE_INTEGER || to < Number.MAX_SAFE_INTEGER;
  return byTime || [user, application, device, name, outcome, kinds].some((value) => value !== undefined);
}

function once(rows: readonly EntryRow[]): Source {
  let given = false;
  return function* () {
    if (given) return undefined;
    given = true;
    yield* [];
    return rows;
  };
}

/** Puts a few entries in their places among those of a source. */
function among(source: Source, few: readonly EntryRow[], order: Wanted['order']): Source {
  const isBefore = (one: EntryRow, other: EntryRow): boolean => (order === 'newest' ? one.sequence > other.sequence : one.sequence < other.sequence);
  let left = few;
  return function* () {
    const rows = (yield* source()) ?? [];
    const last = rows.at(-1);
    const now = last === undefined ? left : left.filter((row) => isBefore(row, last));
    left = left.filter((row) => !now.includes(row));
    const together = [...rows, ...now].sort((one, other) => (isBefore(one, other) ? -1 : 1));
    return together.length === 0 ? undefined : together;
  };
}

/** Reads on from chunk to chunk; `read` is given what lies between two sequences. */
function chunks(wanted: Wanted, read: (above: number, below: number) => Work<readonly EntryRow[]>): Source {
  let { above: low, below: high } = wanted;
  return function* () {
    if (low + 1 >= high) return undefined;
    const rows = yield* read(low, high);
    const last = rows.at(-1);
    if (last === undefined) return undefined;
    if (wanted.order === 'newest') high = last.sequence;
    else low = last.sequence;
    return rows;
  };
}

function indexed({ organisationId, workstationId }: AuditPlace, statement: typeof byPatientNewest, value: string, wanted: Wanted): Source {
  return chunks(wanted, (above, below) => all<EntryRow>(statement, organisationId, workstationId, value, above, below, Math.min(chunk, wanted.limit)));
}

function scan({ organisationId, workstationId }: AuditPlace, wanted: Wanted): Source {
  const [user, application, device, name, outcome] = [wanted.user, wanted.application, wanted.device, wanted.function, wanted.outcome].map(
    (value) => value ?? null,
  );
  const texts = [user, user, application, application, application, device, device, name, name, outcome, outcome].map((value) => value ?? null);
  const statement = wanted.order === 'newest' ? scanNewest : scanOldest;
  return chunks(wanted, (low, high) =>
    all<EntryRow>(statement, organisationId, workstationId, low, high, wanted.from, wanted.to, ...texts, Math.min(chunk, wanted.limit)),
  );
}

/** Reads single entries, each only when it is needed. */
function each(place: AuditPlace, candidates: Candidates): Source {
  let sequences: Iterator<number> | undefined;
  return function* () {
    for (;;) {
      const next = sequences?.next();
      if (next !== undefined && next.done !== true) {
        const row = yield* first<EntryRow>(bySequence, place.organisationId, place.workstationId, next.value);
        return row === undefined ? [] : [row];
      }
      const more = yield* candidates();
      if (more === undefined) return undefined;
      sequences = more[Symbol.iterator]();
    }
  };
}
