// Signing in and out at a workstation; both are on record (B8.4).
import { record } from '../audit/index.js';
import type { Place } from '../place.js';
import type { Work } from '../store/index.js';
import { closeRecord } from './open-record.js';
import { currentSession, removeSession, writeSession } from './session.js';

/**
 * Signs a user in; who was signed in before is signed out first.
 * @param detail how, for the audit: `With a password.`
 * @param now milliseconds since 1970 UTC
 * @throws {Refusal} RecordOpen: the open record has unsaved changes (B7.16)
 */
export function* signIn(place: Place, userName: string, detail: string, now: number): Work<void> {
  yield* signOut(place, userName, now);
  yield* writeSession(place, userName, now);
  yield* record(place, { kind: 'signIn', at: now, outcome: 'done', userName, detail });
}

/**
 * Signs the user out, if one is signed in, and closes the open record.
 * @param by who does it
 * @param now milliseconds since 1970 UTC
 * @throws {Refusal} RecordOpen: the open record has unsaved changes (B7.16, B7.23)
 */
export function* signOut(place: Place, by: string, now: number): Work<void> {
  const session = yield* currentSession(place);
  if (session === undefined) return;
  yield* closeRecord(place, by, now);
  yield* removeSession(place);
  yield* record(place, { kind: 'signOut', at: now, outcome: 'done', userName: session.userName, detail: `Signed out by ${by}.` });
}
