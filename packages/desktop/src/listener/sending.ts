// A reply on its way out: one line, padded, in one write while it is short, with back-pressure when it is long (B2.2, B2.3), or cut on demand (B9.2).
import { setImmediate } from 'node:timers/promises';
import type { Reply, Sending } from '@s1kit/link';
import type { Transport } from './transport.js';

/** Up to this length a document leaves in one write. */
export const oneWriteBytes = 1024 * 1024;
/** Clients read in blocks, and take a whole last block for a sign that there is more: no reply is a multiple of this. */
export const blockBytes = 4096;
/** How much of a long reply is handed over at a time. */
const streamBytes = 64 * 1024;

type Document = Extract<Reply, { readonly kind: 'reply' }>;

/** What stands behind a document of so many bytes: a line feed, and a space before it where the length would be a multiple of 4096. */
export function terminator(bytes: number): Buffer {
  return Buffer.from((bytes + 1) % blockBytes === 0 ? ' \n' : '\n', 'latin1');
}

/**
 * Hands a reply to the socket.
 * @param progressed is called whenever the client has taken something
 * @returns when all of it was taken, or the connection broke
 * @throws what making the pieces throws; the reply is then broken off
 */
export async function send(socket: Transport, reply: Document, progressed: () => void): Promise<Sending> {
  switch (reply.cut) {
    case 'before':
      return { bytes: 0, complete: false };
    case 'in': {
      const whole = Buffer.concat(await collect(reply.pieces));
      const half = whole.subarray(0, Math.ceil(whole.length / 2));
      await write(socket, half);
      return { bytes: half.length, complete: false };
    }
    default:
      return reply.length !== undefined && reply.length <= oneWriteBytes ? sendWhole(socket, reply) : sendPieces(socket, reply, progressed);
  }
}

async function sendWhole(socket: Transport, reply: Document): Promise<Sending> {
  const pieces = isSync(reply.pieces) ? [...reply.pieces] : await collect(reply.pieces);
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const complete = await write(socket, Buffer.concat([...pieces, terminator(bytes)]));
  return { bytes, complete };
}

async function sendPieces(socket: Transport, reply: Document, progressed: () => void): Promise<Sending> {
  let bytes = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const flush = async (): Promise<boolean> => {
    const block = Buffer.concat(held, heldBytes);
    held = [];
    heldBytes = 0;
    if (!(await write(socket, block))) return false;
    bytes += block.length;
    progressed();
    // Sockets take what they are given at once: without a pause nobody else would be served until the last piece.
    await setImmediate();
    return true;
  };
  // The last block stays held until it is known to be the last, so that the line feed leaves with it.
  for await (const piece of reply.pieces) {
    if (heldBytes >= streamBytes && !(await flush())) return { bytes, complete: false };
    held.push(piece);
    heldBytes += piece.length;
  }
  const complete = await write(socket, Buffer.concat([...held, terminator(bytes + heldBytes)]));
  return { bytes: complete ? bytes + heldBytes : bytes, complete };
}

/** Writes, and waits until the system has taken all of it. @returns false if the connection broke first */
function write(socket: Transport, bytes: Uint8Array): Promise<boolean> {
  if (socket.destroyed || !socket.writable) return Promise.resolve(false);
  return new Promise((resolve) => {
    const broken = (): void => resolve(false);
    socket.once('close', broken);
    socket.write(bytes, (error) => {
      socket.removeListener('close', broken);
      resolve(error === null || error === undefined);
    });
  });
}

function isSync(pieces: Document['pieces']): pieces is Iterable<Uint8Array> {
  return Symbol.iterator in pieces;
}

async function collect(pieces: Document['pieces']): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}
