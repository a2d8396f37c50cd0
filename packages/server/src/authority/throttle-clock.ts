// The clock of the throttle: it never goes back, moves with the Demo clock's advances, and goes on over a restart (B5.4).
import type { Clock } from '@s1kit/link';
import { first, run, type Store, sql, type Work } from '../store/index.js';

export interface ThrottleClock {
  /** Milliseconds, with fractions, on a clock that never goes back; over a restart it may lose up to two of them, and gains none. */
  now(): number;
  /** Keeps the time with the data, so that it goes on from here after a restart. */
  keep(): Work<void>;
}

const select = sql`SELECT monotonic, wall FROM throttle_clock WHERE organisation_id = ?`;
const upsert = sql`INSERT INTO throttle_clock (organisation_id, monotonic, wall) VALUES (?, ?, ?)
  ON CONFLICT (organisation_id) DO UPDATE SET monotonic = excluded.monotonic, wall = excluded.wall`;

/**
 * Opens the clock where it was left. The time that passed while nothing ran is the machine's, and none if that went back.
 * @param machineNow the machine's time of day in milliseconds since 1970 UTC, which a Demo clock does not move
 */
export async function openThrottleClock(store: Store, organisationId: string, clock: Clock, machineNow: () => number): Promise<ThrottleClock> {
  const kept = await store.read(() => first<{ monotonic: number; wall: number }>(select, organisationId));
  // Of the difference of two times in whole milliseconds, one may not have gone by.
  const base = kept === undefined ? 0 : kept.monotonic + Math.max(0, machineNow() - kept.wall - 1);
  const began = clock.monotonic();
  const now = (): number => base + (clock.monotonic() - began);
  return {
    now,
    keep: function* () {
      yield* run(upsert, organisationId, Math.floor(now()), Math.floor(machineNow()));
    },
  };
}
