// The address of the Demo controls; its search says which part.
import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type DemoPart, isPart } from './parts.js';

export interface DemoSearch {
  /** The clock, if left out. */
  readonly part?: DemoPart;
  /** Of patients: how many are left out, those of the pages before. */
  readonly skip?: number;
}

export function demoRoutes<R extends AnyRootRoute>(root: R) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/demo',
      validateSearch: ({ part, skip }: Record<string, unknown>): DemoSearch => ({
        ...(isPart(part) ? { part } : {}),
        ...(Number.isSafeInteger(skip) && Number(skip) > 0 ? { skip: Number(skip) } : {}),
      }),
      component: lazyRouteComponent(() => import('./DemoControls.js'), 'DemoControls'),
    }),
  ] as const;
}
