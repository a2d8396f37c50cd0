// The throttle's windows, told naively (B5.1, B5.4): what time has really gone by since each was opened, with what the Demo clock was advanced.

export interface Windows {
  /** Time goes by, really or because the Demo clock is advanced: milliseconds. */
  pass(milliseconds: number): void;
  /** The environment was stopped and started. `isBehind`: the machine's clock went back since, so that not all of the time is known to it. */
  restarted(isBehind: boolean): void;
  /** What the answer to a request should be: `either` where rounding or a machine's clock that went back leaves it open. */
  expected(name: string, length: number): 'admitted' | 'throttled' | 'either';
  admitted(name: string): void;
  /** Milliseconds since the window was opened. */
  since(name: string): number;
}

/** A restart may cost so many milliseconds by rounding; it never gives any. */
const roundingMs = 3;

export function createWindows(): Windows {
  const windows = new Map<string, { since: number; lost: number }>();
  return {
    pass: (milliseconds) => {
      for (const window of windows.values()) window.since += milliseconds;
    },
    restarted: (isBehind) => {
      for (const window of windows.values()) window.lost += isBehind ? Number.POSITIVE_INFINITY : roundingMs;
    },
    expected: (name, length) => {
      const window = windows.get(name);
      if (window === undefined) return 'admitted';
      if (window.since < length) return 'throttled';
      return window.since >= length + window.lost + 1 ? 'admitted' : 'either';
    },
    since: (name) => windows.get(name)?.since ?? Number.POSITIVE_INFINITY,
    admitted: (name) => void windows.set(name, { since: 0, lost: 0 }),
  };
}
