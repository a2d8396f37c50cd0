// UK wall-clock time as people type it, and the instant that it names.
import { wallClockOf } from '../elements/dates.js';

/**
 * The instant of a UK wall-clock time, ISO 8601, UTC; of an hour that occurs twice the first. `undefined` of what is no time.
 * @param time `yyyy-MM-ddTHH:mm`, with seconds or without
 * @example instantOf('2026-07-01T09:00') // '2026-07-01T08:00:00.000Z'
 */
export function instantOf(time: string): string | undefined {
  const asUtc = Date.parse(`${time}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(time) || Number.isNaN(asUtc)) return undefined;
  // In summer time first: an hour that occurs twice is its first.
  for (const offset of [3_600_000, 0]) {
    const instant = new Date(asUtc - offset).toISOString();
    if (Date.parse(`${wallClockOf(instant)}Z`) === Math.floor(asUtc / 1_000) * 1_000) return instant;
  }
  return new Date(asUtc).toISOString();
}
