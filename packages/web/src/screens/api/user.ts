// Who sits at these screens, for what depends on their rights. The server refuses the same by itself.
import type { Right } from '@s1kit/contract';
import { useQuery } from '@tanstack/react-query';
import { type Front, front, type Role, type User } from './front.js';

/** The first answer of the desktop, which everything waits for. */
export function useFront(): Front | undefined {
  return useQuery(front).data;
}

/** Whether the signed-in user has a right. */
export function useRight(right: Right): boolean {
  return hasRight(useFront()?.user, right);
}

export function hasRight(user: User | null | undefined, right: Right): boolean {
  return user?.rights.includes(right) === true;
}

export const roleNames: Readonly<Record<Role, string>> = {
  clinician: 'Clinician',
  receptionist: 'Receptionist',
  administrator: 'Administrator',
  informationGovernanceLead: 'Information governance lead',
};
