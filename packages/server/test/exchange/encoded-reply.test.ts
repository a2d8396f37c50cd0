// How much of a reply is awaited before it is sent.
import { expect, it } from 'vitest';
import { gather, readied, wholeReplyLimit } from '../../src/exchange/encoded-reply.js';

const piece = Buffer.alloc(65_536, 'a');

async function read(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0;
  for await (const each of pieces) length += each.length;
  return length;
}

it('B2.3: the length of a reply that is read while it is encoded is known up to 1 MiB, and no more is read ahead', async () => {
  for (const count of [0, 1, 16, 17, 40]) {
    let made = 0;
    let closed = false;
    async function* later(): AsyncGenerator<Uint8Array> {
      try {
        for (; made < count; made++) yield piece;
      } finally {
        closed = true;
      }
    }
    const reply = gather(later());
    const { pieces, length } = await readied(reply);
    const whole = count * piece.length;
    expect(length).toBe(whole <= wholeReplyLimit ? whole : undefined);
    expect(made).toBeLessThanOrEqual(16);
    expect(await read(pieces)).toBe(whole);
    expect(closed).toBe(true);
    expect(reply.kind === 'long' && reply.taken(whole).length).toBe(whole);
  }
});

it('B2.3: whoever stops reading lets go of what is read', async () => {
  let closed = false;
  async function* later(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield piece;
    } finally {
      closed = true;
    }
  }
  const { pieces } = await readied(gather(later()));
  for await (const _ of pieces) break;
  expect(closed).toBe(true);
});
