import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBlocks } from '../../src/shape/stream.js';

const ascii = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 40 });
const piece = fc.oneof(
  ascii,
  ascii.map((text): Uint8Array => Buffer.from(text, 'latin1')),
);

describe('inBlocks', () => {
  it('joins pieces of every size into blocks of one size, the last but for its end', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.integer({ min: 1, max: 50 }), (pieces, size) => {
        const blocks = [...inBlocks(pieces, size)];
        const whole = Buffer.concat(pieces.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : one)));
        expect(Buffer.concat(blocks).toString('latin1')).toBe(whole.toString('latin1'));
        expect(blocks.slice(0, -1).every(({ length }) => length === size)).toBe(true);
        expect(blocks.every(({ length }) => length > 0 && length <= size)).toBe(true);
      }),
    );
  });

  it('a short reply takes no more memory than it needs (it held a block of 64 KiB)', () => {
    const [block] = [...inBlocks(['<Response>', 'x'.repeat(700), '</Response>'])];
    expect(block?.length).toBe(721);
    expect(block?.buffer.byteLength).toBeLessThanOrEqual(Math.max(16_384, Buffer.poolSize));
  });
});
