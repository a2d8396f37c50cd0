// Who is signed in at which workstation, and which record is open there.
import type { Place } from '../place.js';
import { all, first, kept, run, sql, type Work } from '../store/index.js';

/** Times are milliseconds since 1970 UTC. */
export interface Session {
  readonly userName: string;
  readonly signedInAt: number;
  readonly record: OpenRecord | undefined;
}

export interface OpenRecord {
  readonly patientId: number;
  readonly openedAt: number;
  /** The application or the user that opened it. */
  readonly openedBy: string;
}

/** An event, or one of its items, that is selected on the screen (B7.5). */
export interface SelectedItem {
  readonly eventId: number;
  /** Its place among the event's items as recorded, from 1; `null` for the whole event. */
  readonly item: number | null;
}

type SessionRow = {
  readonly user_name: string;
  readonly signed_in_at: number;
  readonly open_patient_id: number | null;
  readonly opened_at: number | null;
  readonly opened_by: string | null;
};

const select = sql`SELECT user_name, signed_in_at, open_patient_id, opened_at, opened_by FROM session WHERE organisation_id = ? AND workstation_id = ?`;
const selectPlaces = sql`SELECT workstation_id FROM session WHERE organisation_id = ? ORDER BY workstation_id`;
const upsert = sql`INSERT INTO session (organisation_id, workstation_id, user_name, signed_in_at, open_patient_id, opened_at, opened_by)
  VALUES (?, ?, ?, ?, NULL, NULL, NULL)
  ON CONFLICT (organisation_id, workstation_id) DO UPDATE SET user_name = excluded.user_name, signed_in_at = excluded.signed_in_at,
    open_patient_id = NULL, opened_at = NULL, opened_by = NULL, selection = NULL`;
const remove = sql`DELETE FROM session WHERE organisation_id = ? AND workstation_id = ?`;
const open = sql`UPDATE session SET open_patient_id = ?, opened_at = ?, opened_by = ?, selection = NULL
  WHERE organisation_id = ? AND workstation_id = ?`;
const selectSelection = sql`SELECT selection FROM session WHERE organisation_id = ? AND workstation_id = ?`;
const updateSelection = sql`UPDATE session SET selection = ? WHERE organisation_id = ? AND workstation_id = ?`;

/** The session of a workstation; `undefined` where nobody is signed in. */
export function* currentSession(place: Place): Work<Session | undefined> {
  const row = yield* kept<SessionRow>(select, place.organisationId, place.workstationId);
  if (row === undefined) return undefined;
  const { open_patient_id: patientId, opened_at: openedAt, opened_by: openedBy } = row;
  const record = patientId === null ? undefined : { patientId, openedAt: openedAt ?? row.signed_in_at, openedBy: openedBy ?? '' };
  return { userName: row.user_name, signedInAt: row.signed_in_at, record };
}

/** The workstations where somebody is signed in, whether they are connected or not. */
export function* signedInPlaces(organisationId: string): Work<readonly Place[]> {
  const rows = yield* all<{ workstation_id: string }>(selectPlaces, organisationId);
  return rows.map(({ workstation_id: workstationId }) => ({ organisationId, workstationId }));
}

/** Writes who is signed in; no record is open then. */
export function* writeSession(place: Place, userName: string, now: number): Work<void> {
  yield* run(upsert, place.organisationId, place.workstationId, userName, now);
}

/** Writes that nobody is signed in. */
export function* removeSession(place: Place): Work<void> {
  yield* run(remove, place.organisationId, place.workstationId);
}

/** Writes which record is open; `undefined` for none. Nothing is selected in it then. */
export function* writeOpenRecord(place: Place, record: OpenRecord | undefined): Work<void> {
  const { organisationId, workstationId } = place;
  yield* run(open, record?.patientId ?? null, record?.openedAt ?? null, record?.openedBy ?? null, organisationId, workstationId);
}

/** What is selected in the open record. */
export function* selectionOf(place: Place): Work<readonly SelectedItem[]> {
  const row = yield* first<{ selection: string | null }>(selectSelection, place.organisationId, place.workstationId);
  // The column holds what `writeSelection` stored.
  return JSON.parse(row?.selection ?? '[]') as readonly SelectedItem[];
}

export function* writeSelection(place: Place, items: readonly SelectedItem[]): Work<void> {
  yield* run(updateSelection, JSON.stringify(items), place.organisationId, place.workstationId);
}
