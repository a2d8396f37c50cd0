// Pours a document into the listener as fast as it takes it, until it is through or the listener closes.
import { connect } from 'node:net';

export interface Poured {
  /** The first reply, without its line feed; `undefined` if none came. */
  readonly reply: Buffer | undefined;
  readonly sentBytes: number;
  /** From the first byte to the listener's close. */
  readonly milliseconds: number;
}

/** Resolves when the connection is closed; what is left of the document is not sent then. */
export function pour(port: number, pieces: Iterable<string>): Promise<Poured> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    const rest = pieces[Symbol.iterator]();
    const received: Buffer[] = [];
    const began = performance.now();
    let sentBytes = 0;
    const go = (): void => {
      while (socket.writable) {
        const { done, value } = rest.next();
        if (done === true) {
          socket.end();
          return;
        }
        const bytes = Buffer.from(value);
        sentBytes += bytes.length;
        if (!socket.write(bytes)) return;
      }
    };
    socket.on('connect', go);
    socket.on('drain', go);
    socket.on('data', (piece) => received.push(piece));
    let connected = false;
    socket.once('connect', () => {
      connected = true;
    });
    // What went wrong follows as a close.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (!connected) return reject(new Error('The listener takes no connections any more.'));
      const all = Buffer.concat(received);
      const at = all.indexOf(0x0a);
      resolve({ reply: at === -1 ? undefined : all.subarray(0, at), sentBytes, milliseconds: performance.now() - began });
    });
  });
}
