// What each device of a workstation may send next, by the windows of the throttle (B5.1, B5.2).
import { functionByName, windowLengths } from '@s1kit/contract';
import { listDevices } from '../authority/devices.js';
import type { Place } from '../place.js';
import type { Settings } from '../settings.js';
import { all, sql, type Work } from '../store/index.js';

export interface Allowance {
  readonly deviceId: string;
  readonly applicationName: string;
  /** The windows that are closed, and in how many milliseconds each opens. */
  readonly waiting: readonly { readonly window: string; readonly wait: number }[];
}

const devicesAtMost = 200;

const windowsOf = sql`SELECT window_name, opened_at FROM throttle_window WHERE organisation_id = ? AND device_id = ? AND opened_at > ?`;

/** The allowance of every approved device. @param now by the throttle's clock */
export function* allowances(place: Place, { throttle, throttleScale }: Settings, now: number): Work<readonly Allowance[]> {
  const allowed: Allowance[] = [];
  const approved = (yield* listDevices(place)).filter(({ state }) => state === 'approved').slice(-devicesAtMost);
  for (const { applicationName, deviceId } of approved) {
    if (deviceId === null) continue;
    const rows =
      throttle === 'off'
        ? []
        : yield* all<{ window_name: string; opened_at: number }>(windowsOf, place.organisationId, deviceId, now - windowLengths.record * throttleScale);
    const waiting = rows.flatMap(({ window_name: window, opened_at: opened }) => {
      const wait = opened + lengthOf(window) * throttleScale - now;
      return wait > 0 ? [{ window, wait }] : [];
    });
    allowed.push({ deviceId, applicationName, waiting });
  }
  return allowed;
}

/** A window has the name of its function, and a second one for light requests of records. */
function lengthOf(window: string): number {
  const declaration = functionByName(window);
  return declaration === undefined ? windowLengths.light : windowLengths[declaration.throttle];
}
