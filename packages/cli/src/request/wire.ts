// One request over the socket of the Client Integration API, as any client sends it.
import { connect } from 'node:net';
import { CommandError } from '../command-error.js';

/** What came back. `silence`: nothing within the time; `closed`: the connection went before the reply was whole. */
export type WireReply =
  | { readonly kind: 'reply'; readonly document: string; readonly milliseconds: number; readonly bytes: number }
  | { readonly kind: 'silence' }
  | { readonly kind: 'closed'; readonly bytes: number };

/**
 * Sends a document and waits for its reply: one line of ASCII, closed by a line feed.
 * @param timeout milliseconds of silence after which no reply is expected any more
 * @throws {CommandError} if nothing listens on the port
 */
export function exchangeOverWire(port: number, document: Uint8Array, timeout: number): Promise<WireReply> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const pieces: Buffer[] = [];
    let bytes = 0;
    const socket = connect({ host: '127.0.0.1', port });
    const end = (reply: WireReply): void => {
      socket.destroy();
      resolve(reply);
    };
    socket.setTimeout(timeout, () => end(bytes === 0 ? { kind: 'silence' } : { kind: 'closed', bytes }));
    socket.once('connect', () => {
      socket.write(document);
      socket.write('\n');
    });
    socket.on('data', (piece: Buffer) => {
      bytes += piece.length;
      pieces.push(piece);
      if (piece.at(-1) !== 0x0a) return;
      const text = Buffer.concat(pieces).toString('latin1').trimEnd();
      end({ kind: 'reply', document: text, milliseconds: performance.now() - started, bytes });
    });
    socket.once('close', () => end({ kind: 'closed', bytes }));
    socket.once('error', (cause) => {
      if (!socket.connecting && bytes > 0) end({ kind: 'closed', bytes });
      else reject(new CommandError(`Nothing listens on 127.0.0.1:${port}. If the environment was stopped, start it again with: s1kit demo`, 1, { cause }));
    });
  });
}
