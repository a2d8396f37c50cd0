// What must happen by a time that keeps moving: each request sets it anew, and the clock is troubled only when the time it was told has come.
import type { Cancel, Clock } from '@s1kit/link';

export interface Deadline {
  /** In so many milliseconds, unless it is set anew or cleared before. */
  set(milliseconds: number, action: () => void): void;
  clear(): void;
  /** Clears it for good. */
  end(): void;
}

/** So much earlier than it is due, in milliseconds, it is taken to be due: sums of fractions do not come out exactly. */
const tolerance = 0.001;

export function createDeadline(clock: Clock): Deadline {
  let due = Number.POSITIVE_INFINITY;
  let act = (): void => undefined;
  /** When the clock will call back: at the time that is due, or before it. */
  let call = Number.POSITIVE_INFINITY;
  let cancel: Cancel = () => undefined;
  let ended = false;

  const arm = (): void => {
    call = due;
    cancel = clock.timer(Math.max(0, due - clock.monotonic()), called);
  };
  const called = (): void => {
    call = Number.POSITIVE_INFINITY;
    if (due === Number.POSITIVE_INFINITY) return;
    if (due - clock.monotonic() > tolerance) {
      arm();
      return;
    }
    due = Number.POSITIVE_INFINITY;
    act();
  };

  return {
    set: (milliseconds, action) => {
      if (ended) return;
      due = clock.monotonic() + milliseconds;
      act = action;
      if (due >= call) return;
      cancel();
      arm();
    },
    clear: () => {
      due = Number.POSITIVE_INFINITY;
    },
    end: () => {
      ended = true;
      due = Number.POSITIVE_INFINITY;
      cancel();
    },
  };
}
