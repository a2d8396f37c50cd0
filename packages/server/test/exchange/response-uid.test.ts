import { movableClock } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { responseUids } from '../../src/exchange/response-uid.js';
import { seededRandom } from '../support/environment.js';

describe('identifiers of replies', () => {
  it('B3.2: are upper-case UUIDs of version 1, and differ though the clock stands still or goes back', () => {
    const clock = movableClock({ start: Date.UTC(2026, 0, 5) });
    const next = responseUids(clock, seededRandom(3));
    const made = new Set<string>();
    for (let time = 0; time < 1_000; time++) made.add(next());
    clock.set(Date.UTC(2020, 0, 1));
    for (let time = 0; time < 1_000; time++) made.add(next());
    expect(made.size).toBe(2_000);
    for (const uid of made) expect(uid).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-1[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/);
  });

  it('have the time in them as such UUIDs do', () => {
    const uid = responseUids(movableClock({ start: 0 }), seededRandom(3))();
    // 1 January 1970 is known to be 13814000-1dd2-11b2.
    expect(uid.slice(0, 18)).toBe('13814000-1DD2-11B2');
    // A millisecond is 10,000 of their ticks, at any time.
    const at = Date.UTC(2026, 0, 5, 8, 30);
    const [low, middle, high] = responseUids(movableClock({ start: at }), seededRandom(3))().split('-');
    expect(BigInt(`0x${high?.slice(1)}${middle}${low}`) - 0x1b21dd213814000n).toBe(BigInt(at) * 10_000n);
  });
});
