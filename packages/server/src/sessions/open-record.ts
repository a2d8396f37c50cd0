// Opening and closing the record that a desktop shows; both are on record (B7.9, B8.4).
import { Refusal } from '@s1kit/contract';
import { record } from '../audit/index.js';
import type { Place } from '../place.js';
import { first, sql, type Work } from '../store/index.js';
import { dismissDialogs } from './dialogs/index.js';
import { currentSession, type Session, writeOpenRecord } from './session.js';
import { requireNothingUnsaved } from './unsaved/unsaved-changes.js';

const selectConfidential = sql`SELECT confidential FROM patient WHERE organisation_id = ? AND patient_id = ?`;
const selectNumber = sql`SELECT COALESCE(nhs_number, pseudo_number) AS number FROM patient WHERE organisation_id = ? AND patient_id = ?`;

/** The number by which a patient is named in the audit: NHS number or pseudo-number. */
export function* patientNumberOf(organisationId: string, patientId: number): Work<string | undefined> {
  return (yield* first<{ number: string }>(selectNumber, organisationId, patientId))?.number;
}

/**
 * Opens a patient's record on the desktop's screen; one that was open is closed. Where that record is open already, nothing changes.
 * @param patientNumber NHS number or pseudo-number, for the audit
 * @param by the application or the user that opens it
 * @param now milliseconds since 1970 UTC
 * @throws {Refusal} RecordOpen: another record is open and has unsaved changes (B7.16); NobodySignedIn
 */
export function* openRecord(place: Place, patientId: number, patientNumber: string, by: string, now: number): Work<void> {
  const session = yield* currentSession(place);
  if (session === undefined) throw new Refusal('NobodySignedIn', 'Nobody is signed in at this desktop: a record is opened for a user.');
  if (session.record?.patientId === patientId) return;
  yield* closeRecordOf(place, session, by, now);
  yield* writeOpenRecord(place, { patientId, openedAt: now, openedBy: by });
  const { confidential } = (yield* first<{ confidential: number }>(selectConfidential, place.organisationId, patientId)) ?? { confidential: 0 };
  // Who reads such a record is marked, whether by the API or at the screens (B6.4).
  const detail = `Opened by ${by}.${confidential === 1 ? ' A confidential patient.' : ''}`;
  yield* record(place, { kind: 'openRecord', at: now, outcome: 'done', userName: session.userName, patient: patientNumber, detail });
}

/**
 * Closes the record that is open, if one is.
 * @param by the application or the user that closes it
 * @param now milliseconds since 1970 UTC
 * @throws {Refusal} RecordOpen: it has unsaved changes (B7.16)
 */
export function* closeRecord(place: Place, by: string, now: number): Work<void> {
  const session = yield* currentSession(place);
  if (session !== undefined) yield* closeRecordOf(place, session, by, now);
}

function* closeRecordOf(place: Place, session: Session, by: string, now: number): Work<void> {
  if (session.record === undefined) return;
  // Whichever way leads here: a record with unsaved changes stays open until its user has decided on them.
  yield* requireNothingUnsaved(place);
  const patient = yield* patientNumberOf(place.organisationId, session.record.patientId);
  yield* dismissDialogs(place, session.userName, now);
  yield* writeOpenRecord(place, undefined);
  yield* record(place, { kind: 'closeRecord', at: now, outcome: 'done', userName: session.userName, patient, detail: `Closed by ${by}.` });
}
