// The check of the throttle (B5.1 to B5.3).
import { Refusal } from '@s1kit/contract';
import type { HeldRequest, HeldRequests } from '../authority/held-requests.js';
import type { Throttle, ThrottleWindow } from '../authority/throttle.js';
import type { ThrottleMode } from '../settings.js';
import type { Work } from '../store/index.js';

export interface ThrottleCheck {
  readonly mode: Exclude<ThrottleMode, 'off'>;
  readonly throttle: Throttle;
  readonly held: HeldRequests;
  readonly window: ThrottleWindow;
  /** The place of a request that was held before. */
  readonly turn: HeldRequest | undefined;
}

/**
 * Admits the request, which opens its window.
 * @returns 0 if it was admitted, else the milliseconds until it would be; a request that others wait before is not admitted
 */
export function* checkThrottle({ mode, throttle, held, window, turn }: ThrottleCheck): Work<number> {
  const others = mode === 'delay' && (turn === undefined ? held.isAwaited(window) : !turn.isFirst());
  return others ? window.length : yield* throttle.admit(window);
}

/** What a request is told that came too soon. */
export function throttled(window: ThrottleWindow, wait: number): Refusal {
  return new Refusal(
    'Throttled',
    `Too many requests of this kind from this device: one in ${seconds(window.length)} is admitted. Send it again in ${seconds(wait)} or later.`,
  );
}

function seconds(milliseconds: number): string {
  return `${Math.ceil(milliseconds) / 1_000} s`;
}
