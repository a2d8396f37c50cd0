// What hostile documents name, to see that nobody follows them there: a file that cannot be opened unnoticed, and an address that counts its callers.
import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface Traps {
  /** A named pipe: who opens it to read waits there until it is looked at. */
  readonly file: string;
  readonly port: number;
  /** What was touched since the traps were set. */
  touched(): readonly string[];
  close(): Promise<void>;
}

/** @throws where named pipes cannot be made */
export async function setTraps(folder: string): Promise<Traps> {
  const file = join(folder, 'trap.xml');
  const { status } = spawnSync('mkfifo', [file]);
  if (status !== 0) throw new Error('The trap file could not be made: this needs mkfifo.');
  let callers = 0;
  const server = createServer((socket) => {
    callers += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    file,
    port,
    touched: () => [...(isBeingRead(file) ? ['the trap file'] : []), ...(callers > 0 ? ['the trap address'] : [])],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A named pipe can be opened to write without waiting only where somebody has it open to read, or waits to. */
function isBeingRead(file: string): boolean {
  try {
    closeSync(openSync(file, constants.O_WRONLY | constants.O_NONBLOCK));
    return true;
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENXIO') return false;
    throw failure;
  }
}
