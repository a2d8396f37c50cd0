// The requests that the throttle holds until their turn comes (`--throttle delay`, B5.3).
import type { Clock } from '@s1kit/link';
import type { ThrottleWindow } from './throttle.js';

/** How many requests of one device are held at a time (B5.3). */
export const heldForDevice = 32;

/** A request's place in the queue of its window. */
export interface HeldRequest {
  /** Whether no other waits for the same window before it. */
  isFirst(): boolean;
  /**
   * Waits until it is the first and then `milliseconds` more; at once the first if it was not when called: it should then ask again how long.
   * @returns false if the signal aborted before
   */
  turn(milliseconds: number, signal: AbortSignal): Promise<boolean>;
  /** Gives up its place: to be called whatever happened, and doing nothing the second time. */
  leave(): void;
}

export interface HeldRequests {
  /** Whether others wait for this window. */
  isAwaited(window: ThrottleWindow): boolean;
  /** Takes the last place in the window's queue; `undefined` if the device has too many held. */
  enter(window: ThrottleWindow): HeldRequest | undefined;
}

interface Waiting {
  readonly wake: { call: (() => void) | undefined };
}

export function createHeldRequests(clock: Clock): HeldRequests {
  const queues = new Map<string, Waiting[]>();
  const counts = new Map<string, number>();
  const keyOf = (window: ThrottleWindow): string => `${window.deviceId} ${window.name}`;

  const count = (deviceId: string, by: number): void => {
    const total = (counts.get(deviceId) ?? 0) + by;
    if (total === 0) counts.delete(deviceId);
    else counts.set(deviceId, total);
  };

  return {
    isAwaited: (window) => queues.has(keyOf(window)),

    enter: (window) => {
      if ((counts.get(window.deviceId) ?? 0) >= heldForDevice) return undefined;
      const key = keyOf(window);
      const queue = queues.get(key) ?? [];
      const waiting: Waiting = { wake: { call: undefined } };
      queue.push(waiting);
      queues.set(key, queue);
      count(window.deviceId, 1);

      return {
        isFirst: () => queue[0] === waiting,
        turn: async (milliseconds, signal) => {
          if (queue[0] === waiting) return await wait(signal, (done) => clock.timer(milliseconds, done));
          return await wait(signal, (done) => {
            waiting.wake.call = done;
            return undefined;
          });
        },
        leave: () => {
          const index = queue.indexOf(waiting);
          if (index < 0) return;
          queue.splice(index, 1);
          count(window.deviceId, -1);
          if (queue.length === 0) queues.delete(key);
          else if (index === 0) queue[0]?.wake.call?.();
        },
      };
    },
  };
}

/** Resolves true when `start` is called back, false when the signal aborts. */
function wait(signal: AbortSignal, start: (done: () => void) => (() => void) | undefined): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const stop = start(() => {
      signal.removeEventListener('abort', aborted);
      resolve(true);
    });
    const aborted = (): void => {
      stop?.();
      resolve(false);
    };
    signal.addEventListener('abort', aborted, { once: true });
  });
}
