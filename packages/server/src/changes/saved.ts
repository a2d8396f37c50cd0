// Which parts of a record were saved in which version, and by whom: what a conflict tells of the other value (B7.16).
import { all, first, run, sql, type Work } from '../store/index.js';
import type { PlannedChange } from './planned.js';

/** Who saved something, and when: milliseconds since 1970 UTC. */
export interface SavedBy {
  readonly userName: string;
  /** The application that wrote it; `null` for what a user did at the screens. */
  readonly software: string | null;
  readonly savedAt: number;
}

/** A part of a record: `Demographics/Surname`, `Appointment/12/status`, `Appointment/12` for all of it, `Problem/UID`. */
export type SavedPart = string;

/** Makes the next version of a record, and keeps who changed which parts of what was there. */
export function* raiseVersion(organisationId: string, patientId: number, by: SavedBy, parts: readonly SavedPart[]): Work<void> {
  yield* run(raise, organisationId, patientId);
  // New entries are nobody's conflict.
  if (parts.length === 0) return;
  const version = (yield* first<{ version: number }>(selectVersion, organisationId, patientId))?.version ?? 0;
  yield* run(insert, organisationId, patientId, version, by.savedAt, by.userName, by.software, JSON.stringify(parts));
}

/** The parts that a change changes of what was there. */
export function partsChangedBy({ appointments, demographics, event, tasks, visits }: Omit<PlannedChange, 'patientId'>): readonly SavedPart[] {
  const ofEach = (entry: string, changes: object): readonly SavedPart[] => Object.keys(changes).map((name) => partOf(entry, name));
  return [
    ...ofEach('Demographics', demographics ?? {}),
    ...(event?.ends ?? []).map(({ problemUid }) => partOf('Problem', problemUid)),
    ...appointments.flatMap(({ appointmentId, changes }) => ofEach(`Appointment/${appointmentId}`, changes)),
    ...visits.flatMap(({ visitId, changes }) => ofEach(`Visit/${visitId}`, changes)),
    ...tasks.flatMap(({ taskId, changes }) => ofEach(`Task/${taskId}`, changes)),
  ];
}

export function partOf(entry: string, name: string): SavedPart {
  return `${entry}/${name}`;
}

/** Who last saved any of some parts after a version; `undefined` where that is not known: records of before it was kept. */
export function* lastSavedBy(organisationId: string, patientId: number, version: number, parts: readonly SavedPart[]): Work<SavedBy | undefined> {
  const rows = yield* all<Row>(selectSince, organisationId, patientId, version);
  // The column holds what `raiseVersion` stored.
  const row = rows.find((one) => (JSON.parse(one.parts) as readonly SavedPart[]).some((part) => parts.includes(part)));
  return row && { userName: row.user_name, software: row.software, savedAt: row.saved_at };
}

type Row = { readonly saved_at: number; readonly user_name: string; readonly software: string | null; readonly parts: string };

const raise = sql`UPDATE patient SET version = version + 1 WHERE organisation_id = ? AND patient_id = ?`;
const selectVersion = sql`SELECT version FROM patient WHERE organisation_id = ? AND patient_id = ?`;
const insert = sql`INSERT INTO saved_change (organisation_id, patient_id, version, saved_at, user_name, software, parts) VALUES (?, ?, ?, ?, ?, ?, ?)`;
const selectSince = sql`SELECT saved_at, user_name, software, parts FROM saved_change
  WHERE organisation_id = ? AND patient_id = ? AND version > ? ORDER BY version DESC`;
