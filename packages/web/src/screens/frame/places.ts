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
  { to: '/traffic', name: 'Traffic', purpose: 'How busy the API is, how quick, and when each device may send again.', right: 'audit.own' },
];

/** The places that the signed-in user may go to. */
export function placesOf(front: Front | undefined): readonly Place[] {
  return places.filter(({ right, demoOnly }) => hasRight(front?.user, right) && (demoOnly === undefined || front?.kind === 'demo'));
}
