// What was received and sent, as it is kept: its digest goes into the chain, its bytes lie apart, compressed where they are many.
import { createHash, hash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';

/** Payloads up to this many bytes are kept as they are; longer ones are worth compressing. */
const compressFrom = 64 * 1024;
/** How much is digested before others get their turn. */
const digestStep = 1024 * 1024;
/** A compressed payload begins with so many bytes of the digest of what follows: the padding of a deflate stream is covered by nothing else. */
const checkBytes = 8;
/** Fast rather than small: XML shrinks to a tenth even so. */
const compression = { level: 1 } as const;

/** Compresses bytes into a zlib stream. */
export type Compress = (bytes: Uint8Array) => Promise<Buffer>;

const deflated = promisify<Uint8Array, { level: number }, Buffer>(deflate);

/** In the system's threads: quick, and in an order that nobody can foretell. */
export const compressAside: Compress = (bytes) => deflated(bytes, compression);

const inflated = promisify<Uint8Array, Buffer>(inflate);

/** How bytes are kept: as they are, or a zlib stream behind its check. */
export type PayloadEncoding = 'none' | 'deflate';

/** A payload that is ready to be put on record. */
export interface PreparedPayload {
  /** SHA-256 of the bytes as they were received or sent, in hexadecimal digits. */
  readonly digest: string;
  /** How many bytes were received or sent. */
  readonly length: number;
  readonly encoding: PayloadEncoding;
  readonly stored: Uint8Array;
}

/** Prepares a payload within a unit of work: digested, kept as it is. For what is short. */
export function plainPayload(bytes: Uint8Array): PreparedPayload {
  return { digest: digestOf(bytes), length: bytes.length, encoding: 'none', stored: bytes };
}

/** Prepares a payload outside a unit of work, without holding up others: what is longer than 64 KiB is compressed. */
export async function preparePayload(bytes: Uint8Array, compress = compressAside): Promise<PreparedPayload> {
  if (bytes.length <= compressFrom) return plainPayload(bytes);
  return { digest: await digestInTurns(bytes), length: bytes.length, encoding: 'deflate', stored: withCheck(await compress(bytes)) };
}

/**
 * The bytes of a kept payload as they were received or sent.
 * @throws {Error} if it is not what was kept
 */
export async function payloadBytes(encoding: string, stored: Uint8Array): Promise<Uint8Array> {
  if (encoding === 'none') return stored;
  if (encoding !== 'deflate') throw new Error('its encoding is unknown');
  const stream = stored.subarray(checkBytes);
  if (!checkOf(stream).equals(stored.subarray(0, checkBytes))) throw new Error('its bytes were changed');
  return inflated(stream);
}

/** SHA-256 in hexadecimal digits, giving others their turn where there are many bytes. */
export async function digestInTurns(bytes: Uint8Array): Promise<string> {
  if (bytes.length <= digestStep) return digestOf(bytes);
  const digest = createHash('sha256');
  for (let at = 0; at < bytes.length; at += digestStep) {
    digest.update(bytes.subarray(at, at + digestStep));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return digest.digest('hex');
}

/** SHA-256 in hexadecimal digits. */
export function digestOf(content: Uint8Array | string): string {
  return hash('sha256', content, 'hex');
}

function withCheck(stream: Buffer): Uint8Array {
  return Buffer.concat([checkOf(stream), stream]);
}

function checkOf(stream: Uint8Array): Buffer {
  return hash('sha256', stream, 'buffer').subarray(0, checkBytes);
}
