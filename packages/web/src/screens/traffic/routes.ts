// The address of the traffic.
import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export function trafficRoutes<R extends AnyRootRoute>(root: R) {
  return [createRoute({ getParentRoute: () => root, path: '/traffic', component: lazyRouteComponent(() => import('./Traffic.js'), 'Traffic') })] as const;
}
