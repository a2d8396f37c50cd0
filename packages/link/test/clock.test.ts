// The clock that tests and Demo move.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movableClock } from '../src/clock.js';

const monday = Date.UTC(2026, 0, 5, 9);

describe('a clock that can be moved', () => {
  it('stands still until it is moved, and then moves both its times', () => {
    const clock = movableClock({ start: monday });
    const began = clock.monotonic();
    expect(clock.now()).toBe(monday);
    clock.advance(30_000);
    expect([clock.now(), clock.monotonic()]).toEqual([monday + 30_000, began + 30_000]);
  });

  it('B9.2: is set forwards and backwards without a change of what is measured with it', () => {
    const clock = movableClock({ start: monday });
    const began = clock.monotonic();
    let calls = 0;
    clock.timer(1_000, () => {
      calls += 1;
    });
    clock.set(monday + 86_400_000);
    clock.set(monday - 86_400_000);
    expect([clock.now(), clock.monotonic(), calls]).toEqual([monday - 86_400_000, began, 0]);
    clock.advance(1_000);
    expect(calls).toBe(1);
  });

  it('lets timers call back in order, each at its own moment, once, however it is advanced', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 20 }), fc.array(fc.nat(400), { maxLength: 10 }), (delays, steps) => {
        const clock = movableClock({ start: monday });
        const began = clock.monotonic();
        const called: number[] = [];
        for (const delay of delays) clock.timer(delay, () => called.push(clock.monotonic() - began - delay, delay));
        for (const step of steps) clock.advance(step);
        const passed = steps.reduce((sum, step) => sum + step, 0);
        const due = steps.length === 0 ? [] : delays.filter((delay) => delay <= passed).sort((a, b) => a - b);
        expect(called).toEqual(due.flatMap((delay) => [0, delay]));
      }),
    );
  });

  it('lets a timer that a callback sets call back in the same advance, if it falls due', () => {
    const clock = movableClock({ start: monday });
    const called: number[] = [];
    const again = (): void => {
      called.push(clock.now() - monday);
      clock.timer(100, again);
    };
    clock.timer(100, again);
    clock.advance(350);
    expect(called).toEqual([100, 200, 300]);
  });

  it('does not call back what was cancelled, also when a callback cancels', () => {
    const clock = movableClock({ start: monday });
    let calls = 0;
    const cancel = clock.timer(200, () => {
      calls += 1;
    });
    clock.timer(100, () => cancel());
    clock.advance(1_000);
    cancel();
    expect(calls).toBe(0);
  });

  it('runs on another clock, with its own moves on top', () => {
    const base = movableClock({ start: monday });
    const clock = movableClock({ base });
    const called: string[] = [];
    clock.timer(1_000, () => called.push('first'));
    clock.timer(5_000, () => called.push('second'));
    base.advance(1_000);
    expect([clock.now() - monday, called]).toEqual([1_000, ['first']]);
    clock.advance(3_000);
    base.advance(999);
    expect(called).toEqual(['first']);
    base.advance(1);
    expect([clock.now() - base.now(), called]).toEqual([3_000, ['first', 'second']]);
  });
});
