// One event of a record, by its identifier.
import type { ClinicalItem } from '@s1kit/contract';
import { first, sql, type Work } from '../store/index.js';
import type { StoredEvent } from './event-value.js';

/** An event of this patient's record with its items as recorded; `undefined` where the record has none of that identifier. */
export function* findEvent(
  organisationId: string,
  patientId: number,
  eventId: number,
): Work<{ readonly stored: StoredEvent; readonly items: readonly ClinicalItem[] } | undefined> {
  const row = yield* first<StoredEvent & { readonly items: string }>(selectEvent, organisationId, patientId, eventId);
  // The column holds what was stored as the event's items.
  return row === undefined ? undefined : { stored: row, items: JSON.parse(row.items) as readonly ClinicalItem[] };
}

const selectEvent = sql`SELECT event_id, effective_at, user_name, done_by, done_at, software, method, linked_referral_uid, linked_problem_uid, items FROM event
  WHERE organisation_id = ? AND patient_id = ? AND event_id = ?`;
