// What a connection is carried by: the part of a socket that is used. A simulated network gives its own.
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

type Stream = Pick<Duplex, 'destroy' | 'destroyed' | 'end' | 'isPaused' | 'on' | 'once' | 'pause' | 'removeListener' | 'resume' | 'writable' | 'write'>;
/** Without addresses both ends count as this machine's. */
type Ends = Pick<Socket, 'bytesWritten'> & Partial<Pick<Socket, 'localAddress' | 'localPort' | 'remoteAddress' | 'remotePort'>>;

/** A two-way stream of bytes, which stays half open when the other side has ended. */
export type Transport = Stream & Ends;
