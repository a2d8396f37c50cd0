import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

/** The form that changes demographics. */
export function demographicsRoutes<R extends AnyRootRoute>(root: R) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/record/demographics/edit',
      component: lazyRouteComponent(() => import('./EditDemographics.js'), 'EditDemographics'),
    }),
  ] as const;
}
