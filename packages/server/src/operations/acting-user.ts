// Who acts at the screens: an entry that is made there is the act of the user who is signed in at the workstation.
import type { Right } from '@s1kit/contract';
import { OperationError } from '@s1kit/link';
import { loadStaffMember, type StaffMember } from '../directory/index.js';
import { currentSession } from '../sessions/index.js';
import type { Work } from '../store/index.js';
import { found, type OperationContext } from './operation-context.js';

/**
 * The user who is signed in at the workstation; whoever holds the token acts as that user.
 * @throws {OperationError} 409 where nobody is signed in, 403 where another user asks
 */
export function* actingUser({ actor, services, workstation }: OperationContext): Work<StaffMember> {
  const session = yield* currentSession(workstation.place);
  if (session === undefined) throw new OperationError(409, 'Nobody is signed in at this workstation: what is done here is done by a user.');
  if (actor.kind === 'user' && actor.userName !== session.userName) throw new OperationError(403, 'Another user is signed in at this workstation.');
  return found(yield* loadStaffMember(services.organisationId, session.userName), 'user');
}

/**
 * For acts on the session and its open record: they are meant for the session of the user who asks. Who asks was found out before, in another unit of work.
 * @throws {OperationError} 403 where they have signed out since
 */
export function* requireOwnSession({ actor, workstation }: OperationContext): Work<void> {
  if (actor.kind === 'operator') return;
  const session = yield* currentSession(workstation.place);
  if (session?.userName !== actor.userName) throw new OperationError(403, 'You are not signed in at this workstation any more. Nothing was changed.');
}

/** Whether whoever asks has a right now, in this unit of work; whoever holds the token has all. */
export function* rightsNow(context: OperationContext): Work<(right: Right) => boolean> {
  if (context.actor.kind === 'operator') return () => true;
  const { rights } = yield* actingUser(context);
  return (right) => rights.has(right);
}
