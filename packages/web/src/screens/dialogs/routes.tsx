import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type DialogKind, dialogKinds } from './kinds.js';

/** The address of a dialog by hand. */
export function dialogRoutes<R extends AnyRootRoute>(root: R) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/record/add',
      validateSearch: (search: Record<string, unknown>): { dialog?: DialogKind } => {
        const dialog = dialogKinds.find((kind) => kind === search.dialog);
        return dialog === undefined ? {} : { dialog };
      },
      component: lazyRouteComponent(() => import('./AddScreen.js'), 'AddScreen'),
    }),
  ] as const;
}
