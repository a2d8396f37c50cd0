// The check that somebody is signed in at the desktop (B4.6).
import { Refusal } from '@s1kit/contract';
import type { StaffMember } from '../directory/index.js';
import type { Place } from '../place.js';
import { currentSession } from '../sessions/index.js';
import type { Work } from '../store/index.js';

/**
 * @param staff the organisation's staff by user name
 * @throws {Refusal} NobodySignedIn
 */
export function* checkUser(place: Place, staff: ReadonlyMap<string, StaffMember>): Work<StaffMember> {
  const session = yield* currentSession(place);
  const user = session && staff.get(session.userName);
  if (user === undefined) throw new Refusal('NobodySignedIn', 'Nobody is signed in at this desktop. Sign in, and send the request again.');
  return user;
}
