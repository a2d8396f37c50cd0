// The throttle's windows: one for each function of a device, and one more for light record requests (B5.1, B5.2).
import { first, run, sql, type Work } from '../store/index.js';
import type { ThrottleClock } from './throttle-clock.js';

/** A window: its name within the device, and how long it stays closed to others once it was opened. */
export interface ThrottleWindow {
  readonly deviceId: string;
  readonly name: string;
  readonly length: number;
}

export interface Throttle {
  /**
   * Admits a request and opens its window, or says in how many milliseconds it would be admitted. One that is not admitted changes nothing (B5.2).
   * @returns 0 if it was admitted
   */
  admit(window: ThrottleWindow): Work<number>;
}

const selectWindow = sql`SELECT opened_at FROM throttle_window WHERE organisation_id = ? AND device_id = ? AND window_name = ?`;
const openWindow = sql`INSERT INTO throttle_window (organisation_id, device_id, window_name, opened_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (organisation_id, device_id, window_name) DO UPDATE SET opened_at = excluded.opened_at`;

export function createThrottle(organisationId: string, clock: ThrottleClock): Throttle {
  return {
    admit: function* (window) {
      const now = clock.now();
      const row = yield* first<{ opened_at: number }>(selectWindow, organisationId, window.deviceId, window.name);
      const wait = row === undefined ? 0 : row.opened_at + window.length - now;
      if (wait > 0) return wait;
      // Rounded up: a fraction of a millisecond is never given away.
      yield* run(openWindow, organisationId, window.deviceId, window.name, Math.ceil(now));
      yield* clock.keep();
      return 0;
    },
  };
}
