import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTally, quantileOf } from '../../src/traffic/tally.js';

const now = Date.UTC(2026, 0, 5, 9, 30, 0, 500);
const message = { at: now, outcome: 'success', function: 'GetDiary', duration: 1_000 };

describe('the tally of traffic', () => {
  it('counts by second, minute and function how messages ended', () => {
    const tally = createTally();
    for (const outcome of ['success', 'success', 'error', 'throttled', 'cutOff', 'fault', 'interrupted', 'silent']) tally.add({ ...message, outcome });
    tally.add({ ...message, at: now - 1_000, function: null });
    const expected = { answered: 2, refused: 1, throttled: 1, broken: 4 };
    expect(tally.seconds(now)).toHaveLength(60);
    expect(tally.seconds(now).at(-1)).toEqual({ at: now - 500, ...expected });
    expect(tally.seconds(now).at(-2)).toMatchObject({ at: now - 1_500, answered: 1 });
    expect(tally.minutes(now).at(-1)).toMatchObject({ at: now - 500, ...expected });
    expect(tally.minutes(now).at(-2)).toMatchObject({ answered: 1 });
    expect(tally.functions(now).get('GetDiary')).toMatchObject(expected);
    expect(tally.functions(now).get(null)).toMatchObject({ answered: 1 });
  });

  it('forgets what is over an hour old, and does not show what is to come', () => {
    const tally = createTally();
    tally.add(message);
    tally.add({ ...message, at: now + 7_200_000 });
    expect(tally.functions(now).get('GetDiary')?.answered).toBe(1);
    tally.prune(now + 3_600_000);
    expect(tally.functions(now).size).toBe(0);
  });

  it('tells within 5 % how long a part of the answers took', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60_000_000 }), { minLength: 1, maxLength: 200 }), fc.constantFrom(0.5, 0.95), (durations, part) => {
        const tally = createTally();
        for (const duration of durations) tally.add({ ...message, duration });
        const sorted = [...durations].sort((a, b) => a - b);
        const exact = (sorted[Math.ceil(sorted.length * part) - 1] ?? 0) / 1_000;
        const told = quantileOf(tally.functions(now).get('GetDiary') ?? { answered: 0, refused: 0, throttled: 0, broken: 0, latencies: new Map() }, part) ?? 0;
        expect(told).toBeGreaterThanOrEqual(exact * 0.999);
        expect(told).toBeLessThanOrEqual(exact * 1.051);
      }),
    );
  });
});
