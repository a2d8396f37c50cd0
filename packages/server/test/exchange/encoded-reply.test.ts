import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gather, wholeReplyLimit } from '../../src/exchange/encoded-reply.js';

const piecesOf = (lengths: readonly number[]): Uint8Array[] => lengths.map((length, index) => new Uint8Array(length).fill(index));

async function* later(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function read(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const piece of pieces) read.push(piece);
  return Buffer.concat(read);
}

describe('gathering a reply', () => {
  it('B8.2: is whole up to 1 MiB, and long past it', () => {
    expect(gather(piecesOf([wholeReplyLimit - 5, 5])).kind).toBe('whole');
    expect(gather(piecesOf([wholeReplyLimit - 5, 6])).kind).toBe('long');
    expect(gather([]).kind).toBe('whole');
  });

  it('loses and repeats no byte, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 8 }), fc.boolean(), async (lengths, awaited) => {
        const pieces = piecesOf(lengths);
        const reply = gather(awaited ? later(pieces) : pieces);
        const bytes = reply.kind === 'whole' ? Buffer.from(reply.bytes) : await read(reply.pieces);
        expect(bytes.equals(Buffer.concat(pieces))).toBe(true);
        if (reply.kind === 'long') expect(Buffer.from(reply.taken(bytes.length)).equals(bytes)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('B8.2: knows what was taken of a long one before it broke off', async () => {
    const pieces = piecesOf([wholeReplyLimit, 10, 10, 10]);
    const reply = gather(pieces);
    if (reply.kind !== 'long') throw new Error('It is not long.');
    let left = 3;
    for await (const _piece of reply.pieces) {
      left -= 1;
      if (left === 0) break;
    }
    expect(reply.taken(Number.MAX_SAFE_INTEGER).length).toBe(wholeReplyLimit + 20);
    expect(reply.taken(7).length).toBe(7);
  });
});
