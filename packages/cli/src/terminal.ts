// What a command sees of the world around it: streams, environment, processes, time. Comes in by parameter, so that tests can stand in for it.
import { homedir, tmpdir } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { type Clock, systemClock } from '@s1kit/sdk';
import type { Host } from './config/index.js';
import { type ProcessTable, processTable } from './data-folder/process-mark.js';

export interface OutputStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface InputStream extends Readable {
  readonly isTTY?: boolean;
  readonly setRawMode?: (on: boolean) => unknown;
}

export interface Terminal {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly host: Host;
  readonly processes: ProcessTable;
  /** The machine's time: what is waited for is counted down by it. */
  readonly clock: Clock;
  /** Resolves when the program is asked to stop: SIGINT or SIGTERM; on Windows also Ctrl-Break and a closed window. */
  readonly stopRequested: () => Promise<void>;
  /** Lets the program end after that many milliseconds, whatever still holds it. */
  readonly endWithin: (milliseconds: number) => void;
}

const stopSignals: readonly NodeJS.Signals[] = process.platform === 'win32' ? ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM'];

/** The terminal that the program was started on. */
export function processTerminal(): Terminal {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    host: {
      platform: process.platform,
      env: process.env,
      home: homedir(),
      temporary: tmpdir(),
      workingFolder: process.cwd(),
      userId: process.getuid?.(),
    },
    processes: processTable(),
    clock: systemClock(),
    stopRequested: () =>
      new Promise((resolve) => {
        // Left in place after the first: a second signal while things come to their end changes nothing.
        for (const signal of stopSignals) process.on(signal, () => resolve());
      }),
    endWithin: (milliseconds) => {
      setTimeout(() => process.exit(), milliseconds).unref();
    },
  };
}
