import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EncodedReply, gather, readied, type Sendable, whole, wholeReplyLimit } from '../../src/exchange/encoded-reply.js';

const piecesOf = (lengths: readonly number[]): Uint8Array[] => lengths.map((length, index) => new Uint8Array(length).fill(index));

async function* later(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function read(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const piece of pieces) read.push(piece);
  return Buffer.concat(read);
}

async function sendableOf(reply: EncodedReply): Promise<Sendable> {
  return reply.kind === 'whole' ? whole(reply) : await readied(reply);
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

describe('a reply that is ready to be sent', () => {
  it('B2.3: has its length where it is whole, and nothing is read of one that is long from what is at hand', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    expect(await sendableOf({ kind: 'whole', bytes })).toEqual({ pieces: [bytes], length: 3 });
    const long = gather(piecesOf([wholeReplyLimit, 1]));
    const sendable = await sendableOf(long);
    expect(sendable.length).toBeUndefined();
    expect(long.kind === 'long' && long.taken(1).length).toBe(0);
    expect((await read(sendable.pieces)).length).toBe(wholeReplyLimit + 1);
  });

  it('B2.3: has its length up to 1 MiB also where its pieces had to be waited for, and not past it; no byte is lost either way', async () => {
    for (const [last, length] of [
      [5, wholeReplyLimit],
      [6, undefined],
    ] as const) {
      const pieces = piecesOf([wholeReplyLimit - 5, last, ...(length === undefined ? [7, 8] : [])]);
      const reply = gather(later(pieces));
      const sendable = await sendableOf(reply);
      expect(sendable.length).toBe(length);
      const bytes = await read(sendable.pieces);
      expect(bytes.equals(Buffer.concat(pieces))).toBe(true);
      expect(reply.kind === 'long' && Buffer.from(reply.taken(bytes.length)).equals(bytes)).toBe(true);
    }
  });

  it('B2.3: lets go of what it is read from when nobody reads on', async () => {
    let open = true;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield* piecesOf([wholeReplyLimit, 1, 1, 1]);
      } finally {
        open = false;
      }
    }
    const { pieces } = await sendableOf(gather(source()));
    expect(open).toBe(true);
    for await (const _piece of pieces) break;
    expect(open).toBe(false);
  });
});

describe('a reply of one piece', () => {
  it('B8.2: is that piece, not a copy of it', () => {
    const [piece = new Uint8Array()] = piecesOf([9]);
    const reply = gather([piece]);
    expect(reply.kind === 'whole' && reply.bytes).toBe(piece);
  });
});
