// The address of the devices; its search says which of them.
import { type AnyRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Sort, sortOf } from '../elements/sort.js';
import { type DeviceColumn, deviceColumns } from './columns.js';
import { type DeviceState, isDeviceState } from './device-states.js';

export interface DevicesSearch {
  /** Approved, if left out. */
  readonly state?: DeviceState;
  /** The latest decision first, if left out. */
  readonly sort?: Sort<DeviceColumn>;
}

export function deviceRoutes<R extends AnyRootRoute>(root: R) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/devices',
      validateSearch: ({ sort, state }: Record<string, unknown>): DevicesSearch => ({ ...(isDeviceState(state) && { state }), ...sortOf(sort, deviceColumns) }),
      component: lazyRouteComponent(() => import('./Devices.js'), 'Devices'),
    }),
  ] as const;
}
