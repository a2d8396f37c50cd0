// What a connection is carried by: the part of a socket that is used. A simulated network gives its own.
import type { Socket } from 'node:net';

/** A two-way stream of bytes, kept half open when the other side has ended, whose ends may have addresses. */
export type Transport = Pick<
  Socket,
  | 'bytesWritten'
  | 'destroy'
  | 'destroyed'
  | 'end'
  | 'isPaused'
  | 'localAddress'
  | 'localPort'
  | 'on'
  | 'once'
  | 'pause'
  | 'remoteAddress'
  | 'remotePort'
  | 'removeListener'
  | 'resume'
  | 'writable'
  | 'write'
>;
