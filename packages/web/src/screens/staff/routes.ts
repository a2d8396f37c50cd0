// The address of the staff; its search says which part, and what the people are sorted by.
import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Sort, sortOf } from '../elements/sort.js';

const columns = ['name', 'user', 'job', 'site', 'role'] as const;
export type StaffColumn = (typeof columns)[number];

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
      validateSearch: ({ sort, tab }: Readonly<Record<string, unknown>>): StaffSearch => (tab === 'roles' ? { tab } : sortOf(sort, columns)),
      component: lazyRouteComponent(() => import('./Staff.js'), 'Staff'),
    }),
  ] as const;
}
