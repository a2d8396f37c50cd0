// Where one can go, and who may: the navigation and the first page are made of it.
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

const places: readonly Place[] = [
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
  { to: '/demo', name: 'Demo controls', purpose: 'The clock, faults, data, settings and workstations of this Demo.', right: 'environment.use', demoOnly: true },
];

/** The places that the signed-in user may go to. */
export function placesOf(front: Front | undefined): readonly Place[] {
  return places.filter(({ right, demoOnly }) => hasRight(front?.user, right) && (demoOnly === undefined || front?.kind === 'demo'));
}
