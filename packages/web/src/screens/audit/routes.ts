// The addresses of the Message Audit.
import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type AuditSearch, searchOf } from './search.js';

export interface MessageSearch {
  /** The message that it is compared with. */
  readonly with?: number;
}

export function auditRoutes<R extends AnyRootRoute>(root: R) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/audit',
      validateSearch: (search: Record<string, unknown>): AuditSearch => searchOf(search),
      component: lazyRouteComponent(() => import('./list/MessageAudit.js'), 'MessageAudit'),
    }),
    createRoute({
      getParentRoute: () => root,
      path: '/audit/$message',
      validateSearch: ({ with: other }: Record<string, unknown>): MessageSearch =>
        typeof other === 'number' && Number.isSafeInteger(other) && other > 0 ? { with: other } : {},
      component: lazyRouteComponent(() => import('./message/Message.js'), 'Message'),
    }),
  ] as const;
}
