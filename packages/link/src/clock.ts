// Time, as everything in the environment sees it. It comes in by parameter, so that tests and Demo can move it.

/** Cancels what it was given for. Calling it again does nothing. */
export type Cancel = () => void;

export interface Clock {
  /** The time of day, in milliseconds since 1970 UTC. May be set backwards in Demo. */
  now(): number;
  /** Milliseconds on a clock that never goes back; what is measured with it survives a change of `now` (B5.4). */
  monotonic(): number;
  /** Calls back once, when `monotonic` has gone on by `milliseconds`. */
  timer(milliseconds: number, callback: () => void): Cancel;
}

/** A clock that can be moved: by tests, and by the user of Demo (B9.2). */
export interface MovableClock extends Clock {
  /** Moves `now` and `monotonic` forwards and lets the timers that fall due call back, in order. */
  advance(milliseconds: number): void;
  /** Sets `now`, forwards or backwards; `monotonic` and timers stay as they are. */
  set(now: number): void;
}

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** The machine's own time. */
export function systemClock(): Clock {
  return {
    now: Date.now,
    monotonic: () => performance.now(),
    timer: (milliseconds, callback) => {
      const handle = setTimeout(callback, milliseconds);
      handle.unref();
      return () => clearTimeout(handle);
    },
  };
}

/**
 * A clock that runs on another one and can be moved; without another one it stands still until moved, which is what tests want.
 * @example const clock = movableClock({ start: Date.UTC(2026, 0, 5, 9) }); clock.advance(30_000);
 */
export function movableClock(options: { readonly base?: Clock; readonly start?: number } = {}): MovableClock {
  const { base } = options;
  const timers = new Map<Timer, Cancel>();
  let advanced = 0;
  let shift = options.start === undefined ? 0 : options.start - (base?.now() ?? 0);

  const monotonic = (): number => (base?.monotonic() ?? 0) + advanced;
  const fire = (timer: Timer): void => {
    timers.get(timer)?.();
    if (timers.delete(timer)) timer.callback();
  };
  const arm = (timer: Timer): Cancel => {
    const disarm = base?.timer(Math.max(0, timer.due - monotonic()), () => fire(timer));
    return () => disarm?.();
  };

  return {
    now: () => (base?.now() ?? 0) + shift,
    monotonic,
    timer: (milliseconds, callback) => {
      const timer: Timer = { due: monotonic() + milliseconds, callback };
      timers.set(timer, arm(timer));
      return () => {
        timers.get(timer)?.();
        timers.delete(timer);
      };
    },
    advance: (milliseconds) => {
      const target = advanced + milliseconds;
      const offset = monotonic() - advanced;
      for (;;) {
        const next = [...timers.keys()].filter((timer) => timer.due <= offset + target).sort((a, b) => a.due - b.due)[0];
        if (next === undefined) break;
        const step = Math.max(0, next.due - monotonic());
        advanced += step;
        shift += step;
        fire(next);
      }
      shift += target - advanced;
      advanced = target;
      for (const timer of timers.keys()) {
        timers.get(timer)?.();
        timers.set(timer, arm(timer));
      }
    },
    set: (now) => {
      shift = now - (base?.now() ?? 0);
    },
  };
}
