// The address of the devices; its search says which of them.
import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type DeviceState, isDeviceState } from './device-states.js';

export interface DevicesSearch {
  /** Approved, if left out. */
  readonly state?: DeviceState;
}

export function deviceRoutes<R extends AnyRootRoute>(root: R) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/devices',
      validateSearch: ({ state }: Record<string, unknown>): DevicesSearch => (isDeviceState(state) ? { state } : {}),
      component: lazyRouteComponent(() => import('./Devices.js'), 'Devices'),
    }),
  ] as const;
}
