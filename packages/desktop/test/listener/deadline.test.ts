import { type Clock, movableClock } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { createDeadline } from '../../src/listener/deadline.js';

/** A clock that stands still until moved, and counts what is asked of it. */
function counted() {
  const clock = movableClock({ start: 0 });
  let timers = 0;
  const counting: Clock = {
    ...clock,
    timer: (milliseconds, callback) => {
      timers += 1;
      return clock.timer(milliseconds, callback);
    },
  };
  return { clock, counting, timers: () => timers };
}

describe('a deadline', () => {
  it('acts when its time has come, once', () => {
    const { clock, counting } = counted();
    const acted: string[] = [];
    createDeadline(counting).set(100, () => acted.push('late'));
    clock.advance(99);
    expect(acted).toEqual([]);
    clock.advance(1);
    clock.advance(1_000);
    expect(acted).toEqual(['late']);
  });

  it('that is put off acts at its new time, with its new action', () => {
    const { clock, counting } = counted();
    const acted: string[] = [];
    const deadline = createDeadline(counting);
    deadline.set(100, () => acted.push('first'));
    clock.advance(60);
    deadline.set(100, () => acted.push('second'));
    clock.advance(99);
    expect(acted).toEqual([]);
    clock.advance(1);
    expect(acted).toEqual(['second']);
  });

  it('that is brought forward acts at its new time', () => {
    const { clock, counting } = counted();
    const acted: string[] = [];
    const deadline = createDeadline(counting);
    deadline.set(100, () => acted.push('first'));
    deadline.set(10, () => acted.push('second'));
    clock.advance(10);
    clock.advance(200);
    expect(acted).toEqual(['second']);
  });

  it('does nothing once it was cleared or ended, and can be set again after the one, not the other', () => {
    const { clock, counting } = counted();
    const acted: string[] = [];
    const deadline = createDeadline(counting);
    deadline.set(100, () => acted.push('cleared'));
    deadline.clear();
    clock.advance(200);
    deadline.set(100, () => acted.push('set again'));
    clock.advance(100);
    deadline.set(100, () => acted.push('ended'));
    deadline.end();
    deadline.set(100, () => acted.push('set after the end'));
    clock.advance(1_000);
    expect(acted).toEqual(['set again']);
  });

  it('troubles the clock now and then, not whenever it is set', () => {
    const { clock, counting, timers } = counted();
    const deadline = createDeadline(counting);
    for (let request = 0; request < 1_000; request += 1) {
      deadline.set(30_000, () => undefined);
      clock.advance(10);
      deadline.clear();
    }
    expect(timers()).toBe(1);
  });

  it('comes to its end where fractions do not add up', () => {
    const { clock, counting } = counted();
    const acted: string[] = [];
    const deadline = createDeadline(counting);
    for (const fraction of [0.1, 0.7, 1 / 3]) {
      clock.advance(fraction);
      deadline.set(fraction * 7, () => acted.push('late'));
      clock.advance(fraction * 3);
      deadline.set(fraction * 11, () => acted.push('late'));
      clock.advance(fraction * 12);
    }
    expect(acted).toEqual(['late', 'late', 'late']);
  });
});
