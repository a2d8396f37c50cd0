// Puts an entry on record: the next of its workstation's chain, in the transaction of the change that it tells of (B8.1, B8.3).
import { first, kept, note, run, sql, type Work } from '../store/index.js';
import type { AuditDraft, AuditPlace } from './draft.js';
import { chainStart, type EntryRow, entryHash, entryValues } from './entry-row.js';
import { type PreparedPayload, plainPayload } from './payload.js';
import { finishSpan, spanLength } from './spans.js';

const head = sql`SELECT sequence, hash FROM audit_entry WHERE organisation_id = ? AND workstation_id = ? ORDER BY sequence DESC LIMIT 1`;
const sameRequestUid = sql`SELECT repeats FROM audit_entry
  WHERE organisation_id = ? AND workstation_id = ? AND request_uid = ? AND kind = 'message' ORDER BY sequence DESC LIMIT 1`;
const insertEntry = sql`INSERT INTO audit_entry (organisation_id, workstation_id, sequence, at, kind, user_name, application_id, application_name, device_id,
  function_name, function_version, request_uid, response_uid, patient, outcome, error_code, rule, element, deviations, allowed_at, duration_us, request_bytes,
  reply_bytes, request_digest, reply_digest, reply_follows, repeats, linked, detail, previous_hash, hash)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const insertPayload = sql`INSERT INTO audit_payload (organisation_id, workstation_id, sequence, stored_bytes, request_encoding, request, reply_encoding, reply)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

/**
 * Puts an entry on record.
 * @returns its sequence: 1 for the first of a workstation, and no number is left out
 * @example const sequence = yield* record({ organisationId, workstationId }, { kind: 'signIn', at: clock.now(), outcome: 'done', userName });
 */
export function* record(place: AuditPlace, draft: AuditDraft): Work<number> {
  const { organisationId, workstationId } = place;
  const last = yield* kept<{ sequence: number; hash: string }>(head, organisationId, workstationId);
  const request = prepared(draft.request);
  const reply = prepared(draft.reply);
  const requestUid = textOf(draft.requestUid);
  const row: Omit<EntryRow, 'hash'> = {
    organisation_id: organisationId,
    workstation_id: workstationId,
    sequence: (last?.sequence ?? 0) + 1,
    at: Math.round(draft.at),
    kind: draft.kind,
    user_name: textOf(draft.userName),
    application_id: textOf(draft.applicationId),
    application_name: textOf(draft.applicationName),
    device_id: textOf(draft.deviceId),
    function_name: textOf(draft.function),
    function_version: textOf(draft.functionVersion),
    request_uid: requestUid,
    response_uid: textOf(draft.responseUid),
    patient: textOf(draft.patient),
    outcome: draft.outcome,
    error_code: textOf(draft.errorCode),
    rule: textOf(draft.rule),
    element: textOf(draft.element),
    deviations: JSON.stringify(draft.deviations ?? []),
    allowed_at: whole(draft.allowedAt),
    duration_us: whole(draft.duration),
    request_bytes: whole(draft.requestBytes ?? request?.length),
    reply_bytes: whole(draft.replyBytes ?? reply?.length),
    request_digest: request?.digest ?? null,
    reply_digest: reply?.digest ?? null,
    reply_follows: draft.replyFollows === true ? 1 : 0,
    repeats: draft.kind === 'message' && requestUid !== null ? yield* earlier(place, requestUid) : 0,
    linked: whole(draft.linked),
    detail: textOf(draft.detail),
    previous_hash: last?.hash ?? chainStart,
  };
  const hash = entryHash(row);
  yield* run(insertEntry, ...entryValues(row), hash);
  yield* note({ sequence: row.sequence, hash }, head, organisationId, workstationId);
  if (request !== undefined || reply !== undefined) {
    yield* run(
      insertPayload,
      organisationId,
      workstationId,
      row.sequence,
      (request?.stored.length ?? 0) + (reply?.stored.length ?? 0),
      request?.encoding ?? null,
      request?.stored ?? null,
      reply?.encoding ?? null,
      reply?.stored ?? null,
    );
  }
  if (row.sequence % spanLength === 0) yield* finishSpan(place, row.sequence);
  return row.sequence;
}

/** How many messages of this workstation came with the same RequestUID before (B3.6). */
function* earlier(place: AuditPlace, requestUid: string): Work<number> {
  const same = yield* first<{ repeats: number }>(sameRequestUid, place.organisationId, place.workstationId, requestUid);
  return same === undefined ? 0 : same.repeats + 1;
}

function prepared(payload: Uint8Array | PreparedPayload | undefined): PreparedPayload | undefined {
  return payload instanceof Uint8Array ? plainPayload(payload) : payload;
}

/** What no database can keep as text (half a surrogate pair, NUL) is replaced, so that what is hashed is what is read again. Empty is nothing. */
function textOf(value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  return /[\0\ud800-\udfff]/.test(value) ? value.replace(/\0|\p{Surrogate}/gu, '\ufffd') : value;
}

function whole(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value);
}
