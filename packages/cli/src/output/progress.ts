// Progress of something long, on a terminal only.
import type { OutputStream } from '../terminal.js';

export interface Progress {
  readonly show: (done: number, total: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** A line that is written over again; nothing at all off a terminal. */
export function progressOn(stream: OutputStream, what: string): Progress {
  let last = '';
  return {
    show: (done, total) => {
      if (stream.isTTY !== true) return;
      const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
      const text = `${what}: ${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} (${percent} %)`;
      if (text === last) return;
      last = text;
      stream.write(`\r\u001b[K${text.slice(0, Math.max(10, (stream.columns || 80) - 1))}`);
    },
    end: () => {
      if (last !== '') stream.write('\r\u001b[K');
      last = '';
    },
  };
}
