// Where one can go, and who may: the navigation, the first page and the guard of every address are made of it.
import type { Right } from '@s1kit/contract';
import type { LinkProps } from '@tanstack/react-router';
import type { Front } from '../api/front.js';
import { hasRight } from '../api/user.js';

export interface Place {
  readonly to: NonNullable<LinkProps['to']>;
  readonly name: string;
  /** One line for the first page. */
  readonly purpose: string;
  readonly right: Right;
  readonly demoOnly?: true;
}

export const places: readonly Place[] = [
  { to: '/appointments', name: 'Appointments', purpose: 'The ledger by day and week: free slots, who is booked, who has arrived.', right: 'schedule.read' },
  { to: '/visits', name: 'Visits', purpose: "Visits to patients' homes: when, where, and who goes.", right: 'schedule.read' },
  { to: '/staff', name: 'Staff', purpose: 'Who works here, in which role, and what each role may do.', right: 'staff.manage' },
];

/** The places that the signed-in user may go to. */
export function placesOf(front: Front | undefined): readonly Place[] {
  return places.filter((place) => mayGoTo(place, front));
}

export function mayGoTo({ demoOnly, right }: Place, front: Front | undefined): boolean {
  return hasRight(front?.user, right) && (demoOnly === undefined || front?.kind === 'demo');
}

/** The place that an address belongs to, by the beginning of its path; none for the start, which everybody may see. */
export function placeAt(path: string): Place | undefined {
  return places.find(({ to }) => path === to || path.startsWith(`${to}/`));
}
