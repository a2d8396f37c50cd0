// The addresses of the record screen.
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { recordSearch } from './search.js';

export function recordRoutes<Root extends AnyRoute>(root: Root) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/record',
      validateSearch: recordSearch,
      component: lazyRouteComponent(() => import('./Record.js'), 'Record'),
    }),
  ] as const;
}
