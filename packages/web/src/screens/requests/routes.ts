// The address of the requests; its search says what the editor begins with.
import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export interface RequestsSearch {
  /** The function whose example is loaded. */
  readonly function?: string;
  /** A message of the audit whose request is loaded. */
  readonly message?: number;
  /** The application that is sent for. */
  readonly application?: string;
}

export function requestRoutes<R extends AnyRootRoute>(root: R) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/requests',
      validateSearch: (search: Record<string, unknown>): RequestsSearch => ({
        ...(typeof search.function === 'string' ? { function: search.function } : {}),
        ...(Number.isSafeInteger(search.message) ? { message: Number(search.message) } : {}),
        ...(typeof search.application === 'string' ? { application: search.application } : {}),
      }),
      component: lazyRouteComponent(() => import('./Requests.js'), 'Requests'),
    }),
  ] as const;
}
