// The check of the access right that the function needs for every request (B4.7).
import { type FunctionDeclaration, Refusal } from '@s1kit/contract';
import type { StaffMember } from '../directory/index.js';

/** @throws {Refusal} RightMissing */
export function checkRight(declaration: FunctionDeclaration, user: StaffMember): void {
  if (user.rights.has(declaration.right)) return;
  throw new Refusal('RightMissing', `${declaration.name} needs the right ${declaration.right}, which the role of the signed-in user does not have.`);
}
