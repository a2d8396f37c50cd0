// One window of one device: calls wait in order, one is under way at a time, and the next leaves when the window is open again.
import type { Clock } from '../clock.js';
import type { Shared } from './shared-windows.js';

/** What a user waits for comes before what works in the background. */
export type Priority = 'interactive' | 'background';

/** How long a call will wait. */
export interface Wait {
  /** Milliseconds, as things stand. */
  readonly expectedMs: number;
  /** How many calls of the same kind come before. */
  readonly ahead: number;
}

export interface TurnOptions {
  readonly priority: Priority;
  readonly signal: AbortSignal | undefined;
  /** Told when the call has to wait, and whenever the expected time changes. */
  readonly onWait: (wait: Wait) => void;
}

/** A call's turn. Exactly one of the three ends it; what is called later does nothing. */
export interface Turn {
  /** The reply has begun: at the latest now the request was admitted, which opened the window. */
  admitted(): void;
  /** It was sent and not answered: whether it was admitted is not known. */
  unanswered(): void;
  /** Nothing was sent. */
  unused(): void;
}

/** Beyond the window's length, so that no fraction of a millisecond is counted on. */
const marginMs = 5;

interface Waiter extends TurnOptions {
  grant(turn: Turn): void;
}

export interface PacedWindow {
  turn(options: TurnOptions): Promise<Turn>;
  /** How long a call would wait that asked now, in milliseconds. */
  expectedMs(priority: Priority): number;
  /** Whether anybody waits, is under way, or has to wait. */
  idle(): boolean;
}

/** @param length how long the window stays closed to others once a request was admitted, in milliseconds */
export function pacedWindow(clock: Clock, key: string, length: number, shared: Shared | undefined): PacedWindow {
  const waiters: Waiter[] = [];
  let underWay = false;
  /** On the clock that never goes back. */
  let openAt = Number.NEGATIVE_INFINITY;
  let cancelTimer = (): void => undefined;

  const left = (): number => Math.max(0, openAt - clock.monotonic());
  const expected = (ahead: number): number => Math.ceil(underWay ? length * (ahead + 1) : left() + length * ahead);
  const tellAll = (): void => {
    for (const [ahead, { onWait }] of waiters.entries()) onWait({ expectedMs: expected(ahead), ahead });
  };
  const lookAgain = (milliseconds: number): void => {
    cancelTimer();
    cancelTimer = clock.timer(milliseconds, pump);
  };

  const ending = (): Turn => {
    const sentAt = clock.monotonic();
    let ended = false;
    const end = (opened: number | undefined): void => {
      if (ended) return;
      ended = true;
      underWay = false;
      if (opened !== undefined) openAt = opened + length + marginMs;
      shared?.settle(key, opened === undefined ? undefined : clock.now() + left());
      pump();
    };
    return { admitted: () => end(clock.monotonic()), unanswered: () => end(sentAt), unused: () => end(undefined) };
  };

  const pump = (): void => {
    cancelTimer();
    const [first] = waiters;
    if (first === undefined || underWay) return;
    const wait = left();
    if (wait > 0) {
      lookAgain(wait);
      return;
    }
    const reserved = shared?.reserve(key, length) ?? 0;
    if (reserved > 0) {
      // Another program of this device was quicker.
      const known = openAt;
      openAt = Math.max(openAt, clock.monotonic() + reserved);
      lookAgain(reserved);
      if (openAt > known) tellAll();
      return;
    }
    underWay = true;
    waiters.shift();
    first.grant(ending());
    tellAll();
  };

  return {
    turn: (options) =>
      new Promise((resolve, reject) => {
        const { signal, priority } = options;
        if (signal?.aborted === true) {
          reject(signal.reason);
          return;
        }
        const giveUp = (): void => {
          waiters.splice(waiters.indexOf(waiter), 1);
          // Nobody is waited for: the timer would only keep the process running.
          if (waiters.length === 0) cancelTimer();
          tellAll();
          reject(signal?.reason);
        };
        const grant = (turn: Turn): void => {
          signal?.removeEventListener('abort', giveUp);
          resolve(turn);
        };
        const waiter: Waiter = { ...options, grant };
        signal?.addEventListener('abort', giveUp, { once: true });
        const firstBehind = priority === 'interactive' ? waiters.findIndex((other) => other.priority === 'background') : -1;
        waiters.splice(firstBehind < 0 ? waiters.length : firstBehind, 0, waiter);
        pump();
        if (waiters.includes(waiter)) tellAll();
      }),
    expectedMs: (priority) => {
      const ahead = priority === 'background' ? waiters.length : waiters.filter((waiter) => waiter.priority === 'interactive').length;
      return expected(ahead);
    },
    idle: () => !underWay && waiters.length === 0 && left() === 0,
  };
}
