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
  {
    to: '/record',
    name: 'Record',
    purpose: 'The record that is open: journal, problems, medication, results, documents and more.',
    right: 'demographics.read',
  },
];

/** The places that the signed-in user may go to. */
export function placesOf(front: Front | undefined): readonly Place[] {
  return places.filter(({ right, demoOnly }) => hasRight(front?.user, right) && (demoOnly === undefined || front?.kind === 'demo'));
}
