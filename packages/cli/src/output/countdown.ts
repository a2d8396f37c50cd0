// How long something is still waited for, on a terminal only.
import type { Clock } from '@s1kit/sdk';
import type { OutputStream } from '../terminal.js';

export interface Countdown {
  /**
   * Counts down, in place of what was counted before.
   * @param what is waited for, in words
   * @param milliseconds how long at most, as things stand
   */
  readonly show: (what: string, milliseconds: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** What takes less than this is not worth a line. */
const firstShownMs = 500;
const stepMs = 1_000;

/** A line that is written over again each second; nothing at all off a terminal. */
export function countdownOn(stream: OutputStream, clock: Clock): Countdown {
  let cancel = (): void => undefined;
  let shown = false;
  const end = (): void => {
    cancel();
    if (shown) stream.write('\r\u001b[K');
    shown = false;
  };
  return {
    show: (what, milliseconds) => {
      if (stream.isTTY !== true) return;
      cancel();
      const until = clock.monotonic() + milliseconds;
      const draw = (): void => {
        shown = true;
        const seconds = Math.max(0, Math.ceil((until - clock.monotonic()) / 1_000));
        stream.write(`\r\u001b[K${`${what}: ${seconds} s`.slice(0, Math.max(10, (stream.columns || 80) - 1))}`);
        cancel = clock.timer(stepMs, draw);
      };
      if (shown) draw();
      else cancel = clock.timer(firstShownMs, draw);
    },
    end,
  };
}
