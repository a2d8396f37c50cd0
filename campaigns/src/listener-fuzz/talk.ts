// One connection from beginning to end: sends chunks, closes its sending half, and reads until the listener has closed too.
import { connect } from 'node:net';

export interface Talk {
  readonly received: Buffer;
  /** From the last byte sent to the listener's close; `undefined` if it never came. */
  readonly closedAfterMs: number | undefined;
}

/** @param patienceMs how long the listener's close is waited for */
export function talk(port: number, chunks: readonly Buffer[], patienceMs: number): Promise<Talk> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    const received: Buffer[] = [];
    let sentAt = performance.now();
    let next = 0;
    let isConnected = false;
    const impatient = setTimeout(() => {
      socket.removeAllListeners('close');
      socket.destroy();
      resolve({ received: Buffer.concat(received), closedAfterMs: undefined });
    }, patienceMs);
    const send = (): void => {
      const chunk = chunks[next];
      next += 1;
      if (chunk === undefined) {
        sentAt = performance.now();
        socket.end();
      } else if (socket.writable) socket.write(chunk, () => (chunks.length > 1 ? setImmediate(send) : send()));
    };
    socket.on('connect', () => {
      isConnected = true;
      send();
    });
    socket.on('data', (piece) => received.push(piece));
    // What went wrong follows as a close: a listener that refuses the rest of what is sent may reset the connection.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(impatient);
      if (isConnected) resolve({ received: Buffer.concat(received), closedAfterMs: performance.now() - sentAt });
      else reject(new Error('The listener takes no connections any more.'));
    });
  });
}
