// The changes that are kept outside the record for a workstation's user to save or discard, in the order in which they were made.
import { Refusal } from '@s1kit/contract';
import type { PlannedChange } from '../../changes/planned.js';
import { claimContent, type Holder } from '../../documents/content.js';
import { nextIds } from '../../identifiers.js';
import type { Place } from '../../place.js';
import { all, first, run, sql, type Work } from '../../store/index.js';

/** One part of a change: it can be saved or discarded alone. */
export interface UnsavedChange {
  readonly changeId: number;
  readonly patientId: number;
  /** Milliseconds since 1970 UTC. */
  readonly madeAt: number;
  /** Has one part only. */
  readonly planned: PlannedChange;
}

type Row = { readonly change_id: number; readonly patient_id: number; readonly made_at: number; readonly planned: string };

/** All that is unsaved at a workstation: of one patient, whose record is open there. */
export function* unsavedChanges(place: Place): Work<readonly UnsavedChange[]> {
  const rows = yield* all<Row>(selectAll, place.organisationId, place.workstationId);
  return rows.map((row) => ({
    changeId: row.change_id,
    patientId: row.patient_id,
    madeAt: row.made_at,
    // The column holds what `addUnsaved` or `rewriteUnsaved` stored.
    planned: JSON.parse(row.planned) as PlannedChange,
  }));
}

export function* hasUnsaved(place: Place): Work<boolean> {
  return (yield* patientOf(place)) !== undefined;
}

export function* hasUnsavedOf(place: Place, patientId: number): Work<boolean> {
  return (yield* patientOf(place)) === patientId;
}

/** @throws {Refusal} RecordOpen */
export function* requireNothingUnsaved(place: Place): Work<void> {
  if (yield* hasUnsaved(place)) throw unsaved();
}

/** @throws {Refusal} RecordOpen: that patient's record has unsaved changes on this desktop */
export function* requireNothingUnsavedOf(place: Place, patientId: number): Work<void> {
  if (yield* hasUnsavedOf(place, patientId)) throw unsaved();
}

/** @throws {Refusal} RecordOpen: another patient's record has unsaved changes on this desktop */
export function* requireNothingUnsavedOfOthers(place: Place, patientId: number): Work<void> {
  const unsavedOf = yield* patientOf(place);
  if (unsavedOf !== undefined && unsavedOf !== patientId) throw unsaved();
}

function unsaved(): Refusal {
  return new Refusal('RecordOpen', 'The record that is open on this desktop has unsaved changes. Have the user save or discard them, then try again.');
}

function* patientOf({ organisationId, workstationId }: Place): Work<number | undefined> {
  return (yield* first<{ patient_id: number }>(selectPatient, organisationId, workstationId))?.patient_id;
}

/** Keeps a change of one part, with the content of its documents. */
export function* addUnsaved({ organisationId, workstationId }: Place, planned: PlannedChange): Work<void> {
  const { applicationId, patientId, patientVersion, plannedAt, requestUid, userName } = planned;
  const changeId = yield* nextIds(organisationId, 'unsavedChange', 1);
  const who = [patientId, patientVersion, userName, applicationId, requestUid, plannedAt];
  yield* run(insert, organisationId, workstationId, changeId, ...who, JSON.stringify(planned));
  yield* claimContent(organisationId, holderOf(changeId), planned.event?.documents.flatMap(({ pages }) => pages) ?? []);
}

/** Who needs the content of its documents until it is saved or discarded. */
export function holderOf(changeId: number): Holder {
  return `unsaved:${changeId}`;
}

export function* rewriteUnsaved({ organisationId, workstationId }: Place, changeId: number, planned: PlannedChange): Work<void> {
  yield* run(update, JSON.stringify(planned), organisationId, workstationId, changeId);
}

export function* removeUnsaved({ organisationId, workstationId }: Place, changes: readonly Pick<UnsavedChange, 'changeId'>[]): Work<void> {
  for (const { changeId } of changes) yield* run(remove, organisationId, workstationId, changeId);
}

const selectAll = sql`SELECT change_id, patient_id, made_at, planned FROM unsaved_change
  WHERE organisation_id = ? AND workstation_id = ? ORDER BY change_id`;
const selectPatient = sql`SELECT patient_id FROM unsaved_change WHERE organisation_id = ? AND workstation_id = ? LIMIT 1`;
const insert = sql`INSERT INTO unsaved_change (organisation_id, workstation_id, change_id, patient_id, patient_version, user_name, application_id, request_uid,
    made_at, planned)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const update = sql`UPDATE unsaved_change SET planned = ? WHERE organisation_id = ? AND workstation_id = ? AND change_id = ?`;
const remove = sql`DELETE FROM unsaved_change WHERE organisation_id = ? AND workstation_id = ? AND change_id = ?`;
