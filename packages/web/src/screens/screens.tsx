// Every screen and its address. What a screen shows is in its address, so that it can be shared, reloaded and gone back to.
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { applicationRoute, applicationsRoute } from './applications/routes.js';
import { auditRoutes } from './audit/routes.js';
import { demoRoute } from './demo/routes.js';
import { devicesRoute } from './devices/routes.js';
import { Frame } from './frame/Frame.js';
import { NotFound } from './frame/NotFound.js';
import { ScreenFailure } from './frame/ScreenFailure.js';
import { recordRoutes } from './record/routes.js';
import { requestsRoute } from './requests/routes.js';
import { trafficRoutes } from './traffic/routes.js';

const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({ component: Frame, notFoundComponent: NotFound, errorComponent: ScreenFailure });

/** What every screen's route stands below. */
export type Root = typeof root;

const start = createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('./start/Start.js'), 'Start') });

const tree = root.addChildren([
  start,
  applicationRoute(root),
  applicationsRoute(root),
  ...auditRoutes(root),
  demoRoute(root),
  devicesRoute(root),
  ...recordRoutes(root),
  requestsRoute(root),
  ...trafficRoutes(root),
]);

export function createScreens(queries: QueryClient) {
  return createRouter({ routeTree: tree, context: { queries }, defaultPreload: 'intent', scrollRestoration: true, defaultErrorComponent: ScreenFailure });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createScreens>;
  }
}
