// The addresses of the applications: all of them, and one.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Root } from '../screens.js';

export interface ApplicationsSearch {
  /** Those that stand, if left out. */
  readonly show?: 'revoked';
}

export const applicationsRoute = (root: Root) =>
  createRoute({
    getParentRoute: () => root,
    path: '/applications',
    validateSearch: ({ show }: Record<string, unknown>): ApplicationsSearch => (show === 'revoked' ? { show } : {}),
    component: lazyRouteComponent(() => import('./Applications.js'), 'Applications'),
  });

export interface ApplicationSearch {
  /** How many of its devices are left out: those of the pages before. */
  readonly skip?: number;
}

export const applicationRoute = (root: Root) =>
  createRoute({
    getParentRoute: () => root,
    path: '/applications/$applicationId',
    validateSearch: ({ skip }: Record<string, unknown>): ApplicationSearch => (Number.isSafeInteger(skip) && Number(skip) > 0 ? { skip: Number(skip) } : {}),
    component: lazyRouteComponent(() => import('./Application.js'), 'Application'),
  });
