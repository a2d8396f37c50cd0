// The problems of a record: finding them by their identifier, and ending them.
import { type ClinicalCode, type ClinicalItem, itemNames, Refusal, type Uid } from '@s1kit/contract';
import { all, sql, type Work } from '../../store/index.js';

/** A problem of a record, and the event that it was recorded in. */
export interface RecordedProblem {
  readonly eventId: number;
  readonly effectiveAt: string;
  readonly value: ClinicalCode;
}

type Row = { readonly event_id: number; readonly effective_at: string; readonly items: string };

// An identifier is of digits and small letters alone: nothing of it has a meaning in LIKE.
const selectHolding = sql`SELECT event_id, effective_at, items FROM event
  WHERE organisation_id = ? AND patient_id = ? AND (kinds & ?) <> 0 AND items LIKE ?`;

const codeBit = 1 << itemNames.indexOf('ClinicalCode');

/** The problem of that identifier in a patient's record; `undefined` where there is none. */
export function* findProblem(organisationId: string, patientId: number, problemUid: Uid): Work<RecordedProblem | undefined> {
  const rows = yield* all<Row>(selectHolding, organisationId, patientId, codeBit, `%"ProblemUID":"${problemUid}"%`);
  for (const row of rows) {
    // The column holds what was stored as the event's items.
    for (const item of JSON.parse(row.items) as readonly ClinicalItem[]) {
      if (isProblem(item, problemUid)) return { eventId: row.event_id, effectiveAt: row.effective_at, value: item.value };
    }
  }
  return undefined;
}

/** @throws {Refusal} ValueUnknown */
export function* requireProblem(organisationId: string, patientId: number, problemUid: Uid, path: string): Work<RecordedProblem> {
  const problem = yield* findProblem(organisationId, patientId, problemUid);
  if (problem !== undefined) return problem;
  throw new Refusal('ValueUnknown', "The patient's record has no problem of that ProblemUID. GetPatientRecord gives those that it has.", path);
}

export function isProblem(item: ClinicalItem, problemUid: Uid): item is Extract<ClinicalItem, { kind: 'ClinicalCode' }> {
  return item.kind === 'ClinicalCode' && item.value.ProblemUID === problemUid;
}

/** Whether an entry ends the problem that it is linked to: it has the day, and makes no problem of its own. */
export function isEnding(value: ClinicalCode): value is ClinicalCode & { readonly ProblemEndDate: string } {
  return value.ProblemEndDate !== undefined && value.ProblemSeverity === undefined;
}

/** The problems that an event and its items are linked to, each once. */
export function linkedProblems(linkedProblemUid: Uid | null, items: readonly ClinicalItem[]): ReadonlySet<Uid> {
  const uids = [linkedProblemUid, ...items.map(({ value }) => value.LinkedProblemUID)];
  return new Set(uids.filter((uid) => uid !== null && uid !== undefined));
}
