import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestInTurns, payloadBytes, plainPayload, preparePayload } from '../../src/audit/payload.js';

const kibibyte = 1024;
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const sizes = [0, 1, 64 * kibibyte, 64 * kibibyte + 1, 1024 * kibibyte, 1024 * kibibyte + 1, 3 * 1024 * kibibyte];

describe('a payload', () => {
  it.each(sizes)('B8.1: of %d bytes is kept whole, with the digest of what was received or sent', async (size) => {
    const bytes = randomBytes(size);
    for (const prepared of [plainPayload(bytes), await preparePayload(bytes)]) {
      expect(prepared).toMatchObject({ digest: digest(bytes), length: size });
      expect(Buffer.compare(await payloadBytes(prepared.encoding, prepared.stored), bytes)).toBe(0);
    }
    expect(await digestInTurns(bytes)).toBe(digest(bytes));
  });

  it('is compressed where it is longer than 64 KiB, and shorter ones are not', async () => {
    const text = (size: number): Buffer => Buffer.alloc(size, '<Event/>');
    const [short, long] = [await preparePayload(text(64 * kibibyte)), await preparePayload(text(64 * kibibyte + 1))];
    expect([short.encoding, short.stored.length]).toEqual(['none', 64 * kibibyte]);
    expect(long.encoding).toBe('deflate');
    expect(long.stored.length).toBeLessThan(8 * kibibyte);
  });

  it('B8.3: that was compressed is refused with any bit of it changed, those of its padding too', async () => {
    const { stored } = await preparePayload(Buffer.alloc(65 * kibibyte, 'x'));
    for (let index = 0; index < stored.length * 8; index++) {
      const changed = Uint8Array.from(stored);
      changed[index >> 3] = (changed[index >> 3] ?? 0) ^ (1 << (index & 7));
      await expect(payloadBytes('deflate', changed)).rejects.toThrow('changed');
    }
  });

  it('B8.3: in an encoding that is not ours is refused', async () => {
    const { stored } = await preparePayload(Buffer.alloc(65 * kibibyte));
    await expect(payloadBytes('gzip', stored)).rejects.toThrow('encoding is unknown');
  });

  it('gives others their turn while a long one is digested', async () => {
    let turns = 0;
    const count = (): void => {
      turns++;
      if (turns < 100) setImmediate(count);
    };
    setImmediate(count);
    await digestInTurns(new Uint8Array(5 * 1024 * kibibyte));
    expect(turns).toBeGreaterThanOrEqual(5);
  });
});
