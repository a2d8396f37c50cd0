import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { visitSearch } from './search.js';

export function visitRoutes<R extends AnyRootRoute>(root: R) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/visits',
      validateSearch: visitSearch,
      component: lazyRouteComponent(() => import('./Visits.js'), 'Visits'),
    }),
  ] as const;
}
