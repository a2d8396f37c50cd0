// Time comes in by parameter, so that tests move it.

/**
 * Time, as the SDK sees it. The default is the machine's own; a `movableClock` of s1kit is one too.
 */
export interface Clock {
  /** The time of day, in milliseconds since 1970 UTC. */
  now(): number;
  /** Milliseconds on a clock that never goes back. */
  monotonic(): number;
  /** Calls back once, when `monotonic` has gone on by so many milliseconds. @returns what cancels it; calling that again does nothing */
  timer(milliseconds: number, callback: () => void): () => void;
}

/** The machine's own time. A timer keeps the process running: something is being waited for. */
export function systemClock(): Clock {
  return {
    now: Date.now,
    monotonic: () => performance.now(),
    timer: (milliseconds, callback) => {
      const handle = setTimeout(callback, milliseconds);
      return () => clearTimeout(handle);
    },
  };
}

/**
 * Waits.
 * @throws the signal's reason, when it aborts
 */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason);
      return;
    }
    const giveUp = (): void => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.timer(milliseconds, () => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    });
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}

/** The UK day of an instant, `yyyy-MM-dd`: what dates in messages mean, whatever the machine's zone. */
export function ukDay(instant: number): string {
  return ukTime(instant).slice(0, 10);
}

const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** The UK wall-clock time of an instant, as replies have it: `yyyy-MM-ddTHH:mm:ss`. */
export function ukTime(instant: number): string {
  const parts = new Map(london.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}T${parts.get('hour')}:${parts.get('minute')}:${parts.get('second')}`;
}
