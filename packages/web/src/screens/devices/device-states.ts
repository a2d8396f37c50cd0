// The states of a device, as the screens name them.
import type { OutputOf } from '@s1kit/link';

export type Device = OutputOf<'devices.list'>[number];
export type DeviceState = Device['state'];

export const deviceStates: readonly DeviceState[] = ['approved', 'blocked', 'revoked'];

export const stateNames: Readonly<Record<DeviceState, string>> = { approved: 'Approved', blocked: 'Blocked', revoked: 'Revoked' };

export function isDeviceState(value: unknown): value is DeviceState {
  return deviceStates.some((state) => state === value);
}
