// The addresses of the applications: all of them, and one.
import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Sort, sortOf } from '../elements/sort.js';
import { type ApplicationColumn, applicationColumns } from './columns.js';

export interface ApplicationsSearch {
  /** Those that stand, if left out. */
  readonly show?: 'revoked';
  /** In the order in which they were registered, if left out. */
  readonly sort?: Sort<ApplicationColumn>;
}

export interface ApplicationSearch {
  /** How many of its devices are left out: those of the pages before. */
  readonly skip?: number;
}

export function applicationRoutes<R extends AnyRootRoute>(root: R) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/applications',
      validateSearch: ({ show, sort }: Record<string, unknown>): ApplicationsSearch => ({
        ...(show === 'revoked' && { show }),
        ...sortOf(sort, applicationColumns),
      }),
      component: lazyRouteComponent(() => import('./Applications.js'), 'Applications'),
    }),
    createRoute({
      getParentRoute: () => root,
      path: '/applications/$applicationId',
      validateSearch: ({ skip }: Record<string, unknown>): ApplicationSearch => (Number.isSafeInteger(skip) && Number(skip) > 0 ? { skip: Number(skip) } : {}),
      component: lazyRouteComponent(() => import('./Application.js'), 'Application'),
    }),
  ] as const;
}
