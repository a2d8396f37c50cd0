// The address of the staff; its search says which part, and what the people are sorted by.
import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Sort, sortOf } from '../elements/sort.js';
import { type StaffColumn, staffColumns } from './columns.js';

export interface StaffSearch {
  /** The people if left out. */
  readonly tab?: 'roles';
  /** By surname, if left out. */
  readonly sort?: Sort<StaffColumn>;
}

export function staffRoutes<R extends AnyRootRoute>(root: R) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/staff',
      validateSearch: ({ sort, tab }: Readonly<Record<string, unknown>>): StaffSearch => (tab === 'roles' ? { tab } : sortOf(sort, staffColumns)),
      component: lazyRouteComponent(() => import('./Staff.js'), 'Staff'),
    }),
  ] as const;
}
