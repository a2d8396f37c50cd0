// Keeps to the published limits: calls wait for their turn in place of being dropped.
import { createHash } from 'node:crypto';
import type { WindowClass } from '@s1kit/contract';
import type { Clock } from '../clock.js';
import { isRunning } from '../locking/lock.js';
import type { Random } from '../random.js';
import { openShared, type Shared } from './shared-windows.js';
import { type PacedWindow, type Priority, pacedWindow, type Turn, type TurnOptions } from './window.js';

/** The allowance of one or more devices. Clients that are given the same one share it; those that are given the same file share it too. */
export interface Pacing {
  /** Waits for a turn. @throws the signal's reason */
  turn(deviceId: string, window: WindowClass, options: TurnOptions): Promise<Turn>;
  /** How long a call would wait that asked now, in milliseconds. */
  expectedMs(deviceId: string, window: WindowClass, priority: Priority): number;
  /** Lets go of the file. */
  close(): void;
}

export interface PacingSettings {
  readonly clock: Clock;
  readonly random: Random;
  /** The file in which the programs of one device keep their requests together. */
  readonly stateFile: string | undefined;
  readonly onFailure: (cause: unknown) => void;
}

/** Windows are looked through for those that nobody needs any more when there are more than so many. */
const manyWindows = 200;

export function createPacing({ clock, random, stateFile, onFailure }: PacingSettings): Pacing {
  const windows = new Map<string, PacedWindow>();
  const shared: Shared | undefined =
    stateFile === undefined
      ? undefined
      : openShared({ path: stateFile, clock, holder: Buffer.from(random(8)).toString('hex'), processId: process.pid, isRunning, onFailure });

  const windowOf = (deviceId: string, { name, length }: WindowClass): PacedWindow => {
    // The file names no device.
    const key = `${createHash('sha256').update(deviceId).digest('hex').slice(0, 16)} ${name}`;
    const known = windows.get(key);
    if (known !== undefined) return known;
    if (windows.size > manyWindows) for (const [other, window] of windows) if (window.idle()) windows.delete(other);
    const made = pacedWindow(clock, key, length, shared);
    windows.set(key, made);
    return made;
  };
  return {
    turn: (deviceId, window, options) => windowOf(deviceId, window).turn(options),
    expectedMs: (deviceId, window, priority) => windowOf(deviceId, window).expectedMs(priority),
    close: () => shared?.close(),
  };
}

/** Sends at once: for environments that throttle nothing. */
export function noPacing(): Pacing {
  const nothing = (): void => undefined;
  return { turn: async () => ({ admitted: nothing, unanswered: nothing, unused: nothing }), expectedMs: () => 0, close: nothing };
}
