import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

/** The screen on which unsaved changes are reviewed. */
export function unsavedRoutes<R extends AnyRootRoute>(root: R) {
  return [createRoute({ getParentRoute: () => root, path: '/unsaved', component: lazyRouteComponent(() => import('./Review.js'), 'Review') })] as const;
}
