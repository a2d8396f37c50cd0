// Whether who asked still may, where files were read in the meantime: a unit of work is carried out for who is signed in then (B4.6, B4.7).
import { type FunctionDeclaration, Refusal } from '@s1kit/contract';
import type { FunctionContext } from '../context.js';
import { loadStaffMember, type StaffMember } from '../directory/index.js';
import { currentSession } from '../sessions/index.js';
import type { Work } from '../store/index.js';

/**
 * The user whom the request was judged for, with the rights that they have now.
 * @throws {Refusal} NobodySignedIn: they have signed out, or somebody else has signed in; RightMissing: their role is another one
 */
export function* stillSignedIn({ right }: FunctionDeclaration, context: FunctionContext): Work<StaffMember> {
  const { organisationId, user } = context;
  const session = yield* currentSession(context);
  const member = session?.userName === user.userName ? yield* loadStaffMember(organisationId, user.userName) : undefined;
  if (member === undefined) {
    throw new Refusal('NobodySignedIn', 'The user who was signed in at this desktop signed out while files were read. Send the request again.');
  }
  if (!member.rights.has(right)) throw new Refusal('RightMissing', 'The role of the signed-in user was changed while files were read.');
  return member;
}
