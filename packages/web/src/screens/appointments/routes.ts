import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ledgerSearch } from './search.js';

export function appointmentRoutes<R extends AnyRootRoute>(root: R) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/appointments',
      validateSearch: ledgerSearch,
      component: lazyRouteComponent(() => import('./Appointments.js'), 'Appointments'),
    }),
  ] as const;
}
