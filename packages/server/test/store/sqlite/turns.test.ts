import { describe, expect, it } from 'vitest';
import { turnBytes, turnsOf } from '../../../src/store/sqlite/turns.js';

describe('turns', () => {
  const counted = (monotonic: () => number): { readonly nextTurn: (bytes?: number) => Promise<void>; readonly ended: () => number } => {
    let ended = 0;
    const nextTurn = turnsOf(monotonic, async () => {
      ended += 1;
    });
    return { nextTurn, ended: () => ended };
  };

  it('end after so many milliseconds, counted from the last end', async () => {
    let now = 100;
    const { nextTurn, ended } = counted(() => now);
    const seen: number[] = [];
    for (const time of [107, 108, 115, 116]) {
      now = time;
      await nextTurn();
      seen.push(ended());
    }
    expect(seen).toEqual([0, 1, 1, 2]);
  });

  it('end after so many bytes, though no time has gone by', async () => {
    const { nextTurn, ended } = counted(() => 0);
    const seen: number[] = [];
    for (const bytes of [turnBytes - 1, 1, turnBytes - 1, 0, 5 * turnBytes, 1]) {
      await nextTurn(bytes);
      seen.push(ended());
    }
    expect(seen).toEqual([0, 1, 1, 1, 2, 2]);
  });

  it('go on when what is done between them has been done and others had theirs, and fail with it', async () => {
    const order: string[] = [];
    let disk: 'fine' | 'failing' = 'fine';
    const nextTurn = turnsOf(
      () => 0,
      async () => {
        if (disk === 'failing') throw new Error('the disk failed');
        await new Promise((resolve) => setImmediate(resolve));
        order.push('between');
        setImmediate(() => order.push('others'));
      },
    );
    await nextTurn(turnBytes);
    order.push('next');
    expect(order).toEqual(['between', 'others', 'next']);
    disk = 'failing';
    await expect(nextTurn(turnBytes)).rejects.toThrow('the disk failed');
  });
});
