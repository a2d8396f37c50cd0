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
  {
    to: '/record',
    name: 'Record',
    purpose: 'The record that is open: journal, problems, medication, results, documents and more.',
    right: 'demographics.read',
  },
  { to: '/appointments', name: 'Appointments', purpose: 'The ledger by day and week: free slots, who is booked, who has arrived.', right: 'schedule.read' },
  { to: '/visits', name: 'Visits', purpose: "Visits to patients' homes: when, where, and who goes.", right: 'schedule.read' },
  { to: '/audit', name: 'Message Audit', purpose: 'Every message as it comes, why it was refused, and who saw which patient.', right: 'audit.own' },
  {
    to: '/requests',
    name: 'Requests',
    purpose: 'Write a request, send it as an application would, and read the reply.',
    right: 'environment.use',
    demoOnly: true,
  },
  { to: '/traffic', name: 'Traffic', purpose: 'How busy the API is, how quick, and when each device may send again.', right: 'audit.own' },
  { to: '/devices', name: 'Devices', purpose: 'Which applications may connect from this workstation.', right: 'devices.manage' },
  { to: '/applications', name: 'Applications', purpose: 'Register applications, give them keys, and say what they may do.', right: 'applications.manage' },
  { to: '/staff', name: 'Staff', purpose: 'Who works here, in which role, and what each role may do.', right: 'staff.manage' },
  { to: '/demo', name: 'Demo controls', purpose: 'The clock, faults, data, settings and workstations of this Demo.', right: 'environment.use', demoOnly: true },
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
