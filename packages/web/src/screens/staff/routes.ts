import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export interface StaffSearch {
  /** The people if left out. */
  readonly tab?: 'roles';
}

export function staffRoutes<R extends AnyRootRoute>(root: R) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/staff',
      validateSearch: ({ tab }: Readonly<Record<string, unknown>>): StaffSearch => (tab === 'roles' ? { tab } : {}),
      component: lazyRouteComponent(() => import('./Staff.js'), 'Staff'),
    }),
  ] as const;
}
