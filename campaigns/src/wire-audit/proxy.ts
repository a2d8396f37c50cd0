// A proxy between clients and the listener that records every byte in both directions, connection by connection.
import { connect, createServer, type Socket } from 'node:net';

export interface Capture {
  /** What the listener was sent. */
  readonly up: readonly Buffer[];
  /** What it answered. */
  readonly down: readonly Buffer[];
}

export interface RecordingProxy {
  readonly port: number;
  /** Opens a connection through the proxy: the client's socket, and what is captured of it. */
  open(): Promise<{ readonly socket: Socket; readonly capture: Capture }>;
  close(): Promise<void>;
}

export async function openProxy(listenerPort: number): Promise<RecordingProxy> {
  const captures = new Map<number, { readonly up: Buffer[]; readonly down: Buffer[] }>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const capture = { up: [] as Buffer[], down: [] as Buffer[] };
    captures.set(client.remotePort ?? 0, capture);
    const listener = connect({ host: '127.0.0.1', port: listenerPort, allowHalfOpen: true, noDelay: true });
    forward(client, listener, capture.up);
    forward(listener, client, capture.down);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    open: async () => {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true });
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('error', reject);
      });
      const own = socket.localPort ?? 0;
      while (!captures.has(own)) await new Promise((resolve) => setImmediate(resolve));
      const capture = captures.get(own);
      captures.delete(own);
      if (capture === undefined) throw new Error('A connection was not captured.');
      return { socket, capture };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Bytes and ends go through as they come; what one side takes slowly is read slowly from the other. */
function forward(from: Socket, to: Socket, record: Buffer[]): void {
  from.on('data', (bytes) => {
    record.push(bytes);
    if (to.writable && !to.write(bytes)) from.pause();
  });
  to.on('drain', () => from.resume());
  from.on('end', () => to.end());
  from.on('error', () => undefined);
  from.on('close', () => to.destroySoon());
}
