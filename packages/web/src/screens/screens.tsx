// Every screen and its address. What a screen shows is in its address, so that it can be shared, reloaded and gone back to.
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { demographicsRoutes } from './demographics/routes.js';
import { dialogRoutes } from './dialogs/routes.js';
import { Frame } from './frame/Frame.js';
import { NotFound } from './frame/NotFound.js';
import { ScreenFailure } from './frame/ScreenFailure.js';
import { unsavedRoutes } from './unsaved/routes.js';

const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({ component: Frame, notFoundComponent: NotFound, errorComponent: ScreenFailure });

const start = createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('./start/Start.js'), 'Start') });

const tree = root.addChildren([start, ...demographicsRoutes(root), ...dialogRoutes(root), ...unsavedRoutes(root)]);

export function createScreens(queries: QueryClient) {
  return createRouter({ routeTree: tree, context: { queries }, defaultPreload: 'intent', scrollRestoration: true, defaultErrorComponent: ScreenFailure });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createScreens>;
  }
}
