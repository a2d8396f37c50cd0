// The rights that a change needs, by what it changes (B4.7).
import { Refusal, type Right } from '@s1kit/contract';
import type { StaffMember } from '../directory/index.js';
import { type ChangeRequest, parametersPath } from './request.js';

/** What each part of a change needs; a change of several parts needs all of them. */
const rightsOfParts = { Demographics: 'demographics.write', Clinical: 'clinical.write', NonClinical: 'schedule.write' } as const satisfies Record<
  keyof ChangeRequest,
  Right
>;

/** @throws {Refusal} RightMissing */
export function requireRightsToChange(request: ChangeRequest, user: Pick<StaffMember, 'rights'>): void {
  for (const [part, right] of Object.entries(rightsOfParts)) {
    // The table's keys are its names.
    if (request[part as keyof ChangeRequest] === undefined || user.rights.has(right)) continue;
    throw new Refusal(
      'RightMissing',
      `${part} needs the right ${right}, which the role of the signed-in user does not have. Leave it out, or have someone else sign in.`,
      `${parametersPath}/${part}`,
    );
  }
}
