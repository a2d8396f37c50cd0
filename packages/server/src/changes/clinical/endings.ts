// The last day of a problem that is in the record already: written by the entry that ends it, taken back when that entry is deleted.
import { type ClinicalItem, encoderVersion, Refusal, type Uid } from '@s1kit/contract';
import type { StoredEvent } from '../../patients/event-value.js';
import { all, first, run, sql, type Work } from '../../store/index.js';
import type { ProblemEnd } from '../planned.js';
import { eventPath } from '../request.js';
import { xmlOf } from './event.js';
import { findProblem, isEnding, isProblem } from './problems.js';

/** @throws {Refusal} ValueUnknown, ValueInvalid: the problem has gone, or has been ended by somebody else since the change was planned */
export function* endProblem(organisationId: string, patientId: number, { problemUid, endDate }: ProblemEnd, now: number): Work<void> {
  const problem = yield* findProblem(organisationId, patientId, problemUid);
  if (problem === undefined) throw new Refusal('ValueUnknown', 'The problem that was to end is no longer in the record.', eventPath);
  if (problem.value.ProblemEndDate !== undefined) throw new Refusal('ValueInvalid', 'The problem has been ended meanwhile.', eventPath);
  yield* writeEndDate(organisationId, patientId, { problemUid, eventId: problem.eventId, effectiveAt: problem.effectiveAt }, endDate, now);
}

/**
 * Takes the last day of a problem away, when the entry that wrote it has gone; another entry may end the problem still. Nothing happens where the record has no
 * such problem any longer.
 */
export function* reopenProblem(organisationId: string, patientId: number, problemUid: Uid, now: number): Work<void> {
  const problem = yield* findProblem(organisationId, patientId, problemUid);
  if (problem === undefined) return;
  const endDate = yield* endOf(organisationId, patientId, problemUid);
  yield* writeEndDate(organisationId, patientId, { problemUid, eventId: problem.eventId, effectiveAt: problem.effectiveAt }, endDate, now);
}

/** The last day that the first of the entries says which end a problem. */
function* endOf(organisationId: string, patientId: number, problemUid: Uid): Work<string | undefined> {
  for (const row of yield* all<{ items: string }>(selectLinked, organisationId, patientId, `%"LinkedProblemUID":"${problemUid}"%`)) {
    // The column holds what was stored as the event's items.
    for (const { kind, value } of JSON.parse(row.items) as readonly ClinicalItem[]) {
      if (kind === 'ClinicalCode' && isEnding(value) && value.LinkedProblemUID === problemUid) return value.ProblemEndDate;
    }
  }
  return undefined;
}

interface ProblemPlace {
  readonly problemUid: Uid;
  readonly eventId: number;
  readonly effectiveAt: string;
}

function* writeEndDate(organisationId: string, patientId: number, place: ProblemPlace, endDate: string | undefined, now: number): Work<void> {
  const key = [organisationId, patientId, place.effectiveAt, place.eventId];
  const row = yield* first<StoredEvent & { readonly items: string }>(selectEvent, ...key);
  if (row === undefined) return;
  // The column holds what was stored as the event's items.
  const items = (JSON.parse(row.items) as readonly ClinicalItem[]).map((item) => (isProblem(item, place.problemUid) ? withEndDate(item, endDate) : item));
  yield* run(updateItems, JSON.stringify(items), xmlOf(row, items), encoderVersion, now, ...key);
}

function withEndDate(item: Extract<ClinicalItem, { kind: 'ClinicalCode' }>, endDate: string | undefined): ClinicalItem {
  const { ProblemEndDate: _, ...value } = item.value;
  return { kind: item.kind, value: endDate === undefined ? value : { ...value, ProblemEndDate: endDate } };
}

const selectEvent = sql`SELECT event_id, effective_at, user_name, done_by, done_at, software, method, linked_referral_uid, linked_problem_uid, items FROM event
  WHERE organisation_id = ? AND patient_id = ? AND effective_at = ? AND event_id = ?`;
// An identifier is of digits and small letters alone: nothing of it has a meaning in LIKE.
const selectLinked = sql`SELECT items FROM event WHERE organisation_id = ? AND patient_id = ? AND items LIKE ? ORDER BY entry_at, event_id`;
const updateItems = sql`UPDATE event SET items = ?, xml = ?, xml_stamp = ?, changed_at = ?
  WHERE organisation_id = ? AND patient_id = ? AND effective_at = ? AND event_id = ?`;
