// The address of the Demo controls; its search says which part.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Root } from '../screens.js';
import { type DemoPart, isPart } from './parts.js';

export interface DemoSearch {
  /** The clock, if left out. */
  readonly part?: DemoPart;
  /** Of patients: how many are left out, those of the pages before. */
  readonly skip?: number;
}

export const demoRoute = (root: Root) =>
  createRoute({
    getParentRoute: () => root,
    path: '/demo',
    validateSearch: ({ part, skip }: Record<string, unknown>): DemoSearch => ({
      ...(isPart(part) ? { part } : {}),
      ...(Number.isSafeInteger(skip) && Number(skip) > 0 ? { skip: Number(skip) } : {}),
    }),
    component: lazyRouteComponent(() => import('./DemoControls.js'), 'DemoControls'),
  });
