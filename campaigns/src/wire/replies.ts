// A client's side of a connection: sends, and reads replies line by line.
import { connect, type Socket } from 'node:net';

export interface WireClient {
  readonly socket: Socket;
  /** Sends a document, and gives its reply without the line feed; `undefined` where the connection was closed first. One at a time. */
  ask(document: string | Uint8Array): Promise<Buffer | undefined>;
  close(): void;
}

/** Opens a connection of its own to a listener on loopback. */
export async function openClient(port: number): Promise<WireClient> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  let pieces: Buffer[] = [];
  let answered: ((line: Buffer | undefined) => void) | undefined;
  const answer = (line: Buffer | undefined): void => {
    pieces = [];
    answered?.(line);
    answered = undefined;
  };
  socket.on('data', (piece) => {
    pieces.push(piece);
    if (piece.at(-1) === 0x0a) answer(Buffer.concat(pieces).subarray(0, -1));
  });
  socket.on('close', () => answer(undefined));
  return {
    socket,
    ask: (document) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve(undefined);
        answered = resolve;
        socket.write(document);
      }),
    close: () => socket.destroy(),
  };
}

/** Sends one document on a connection of its own. */
export async function askOnce(port: number, document: string | Uint8Array): Promise<Buffer | undefined> {
  const client = await openClient(port);
  try {
    return await client.ask(document);
  } finally {
    client.close();
  }
}

/** The code of an error reply; `undefined` for a success, or where there is no reply. */
export function codeIn(reply: Uint8Array | undefined): string | undefined {
  return reply && /<Error Code="([A-Za-z]+)"/.exec(Buffer.from(reply).toString('latin1'))?.[1];
}

/** Whether a reply is a success: it has `Response`, and nothing that tells of an error (B3.2). */
export function isSuccess(reply: Uint8Array | undefined): boolean {
  if (reply === undefined) return false;
  const text = Buffer.from(reply).toString('latin1');
  return /<Response[ />]/.test(text) && !text.includes('ErrorMessage');
}

/** The DeviceID in a reply; empty where it has none. */
export function deviceIdIn(reply: Uint8Array | undefined): string {
  return (reply && /<DeviceID>([^<]*)</.exec(Buffer.from(reply).toString('latin1'))?.[1]) ?? '';
}
