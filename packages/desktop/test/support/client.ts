// A client over a real socket, as tests want one.
import { connect as open, type Socket } from 'node:net';

export interface Client {
  readonly socket: Socket;
  /** Everything that has come. */
  received(): Buffer;
  send(bytes: Uint8Array | string): Promise<void>;
  /** The next line, without its line feed; rejects if the connection closes first. */
  line(): Promise<string>;
  /** Resolves when the other side has closed. */
  readonly closed: Promise<void>;
}

export async function connect(port: number, options: { readonly host?: string; readonly allowHalfOpen?: boolean } = {}): Promise<Client> {
  const socket = open({ port, host: options.host ?? '127.0.0.1', allowHalfOpen: options.allowHalfOpen ?? false, noDelay: true });
  const chunks: Buffer[] = [];
  const lines: string[] = [];
  const partial: string[] = [];
  let ended = false;
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    for (const [index, part] of chunk.toString('latin1').split('\n').entries()) {
      if (index > 0) lines.push(partial.splice(0).join(''));
      partial.push(part);
    }
    changed();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => {
    const done = (): void => {
      ended = true;
      changed();
      resolve();
    };
    socket.on('end', done);
    socket.on('close', done);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const received = (): Buffer => Buffer.concat(chunks);
  return {
    socket,
    received,
    closed,
    send: (bytes) => new Promise((resolve) => socket.write(bytes, () => resolve())),
    line: () =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (lines.length === 0 && !ended) return;
          watchers.delete(look);
          const line = lines.shift();
          if (line === undefined) {
            reject(new Error('closed before a whole line came'));
            return;
          }
          resolve(line);
        };
        watchers.add(look);
        look();
      }),
  };
}

/** Waits until something holds, by turns of the event loop. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
