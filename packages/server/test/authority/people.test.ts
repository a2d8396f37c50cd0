import { movableClock } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { createSignInAttempts, isSameSecret, wrongPasswordLimit, wrongPasswordWait } from '../../src/authority/people.js';

function attemptsOn(clock = movableClock()) {
  // Long after the start: a count is of the minute before, not of the first minute.
  clock.advance(10 * wrongPasswordWait);
  const attempts = createSignInAttempts(clock);
  const fail = (subject: string, times: number): void => {
    for (let time = 0; time < times; time++) attempts.failed(subject);
  };
  return { attempts, clock, fail };
}

describe('wrong passwords', () => {
  it('B4.6: after five of them in a minute it has to wait for a minute from the last, and nobody else has', () => {
    const { attempts, clock, fail } = attemptsOn();
    fail('ada', wrongPasswordLimit - 1);
    expect(attempts.wait('ada')).toBe(0);
    clock.advance(10_000);
    fail('ada', 1);
    expect(attempts.wait('ada')).toBe(wrongPasswordWait);
    expect(attempts.wait('alan')).toBe(0);
    clock.advance(wrongPasswordWait - 1);
    expect(attempts.wait('ada')).toBe(1);
    clock.advance(1);
    expect(attempts.wait('ada')).toBe(0);
    clock.advance(1);
    expect(attempts.wait('ada')).toBe(0);
  });

  it('B4.6: one a minute after another begins the count anew, one before that goes on with it', () => {
    for (const [pause, wait] of [
      [wrongPasswordWait - 1, wrongPasswordWait],
      [wrongPasswordWait, 0],
    ] as const) {
      const { attempts, clock, fail } = attemptsOn();
      fail('ada', wrongPasswordLimit - 1);
      clock.advance(pause);
      fail('ada', 1);
      expect(attempts.wait('ada'), `after ${pause} ms`).toBe(wait);
    }
  });

  it('B4.6: are forgotten when the right one was given', () => {
    const { attempts, fail } = attemptsOn();
    fail('ada', wrongPasswordLimit);
    attempts.succeeded('ada');
    expect(attempts.wait('ada')).toBe(0);
    fail('ada', wrongPasswordLimit - 1);
    expect(attempts.wait('ada')).toBe(0);
  });

  it('B4.6: of 10,000 names are remembered, and those tried last are forgotten last', () => {
    const { attempts, fail } = attemptsOn();
    fail('first', wrongPasswordLimit);
    fail('second', wrongPasswordLimit);
    for (let name = 0; name < 9_998; name++) attempts.failed(`name ${name}`);
    expect([attempts.wait('first'), attempts.wait('second')]).toEqual([wrongPasswordWait, wrongPasswordWait]);
    attempts.failed('first');
    attempts.failed('one more');
    expect([attempts.wait('first'), attempts.wait('second')]).toEqual([wrongPasswordWait, 0]);
  });
});

describe('isSameSecret', () => {
  it('B4.6: is so of the same text alone, whatever the lengths', () => {
    expect(isSameSecret('geheim', 'geheim')).toBe(true);
    expect(isSameSecret('', '')).toBe(true);
    for (const other of ['', 'geheim ', 'Geheim', 'geheim\u0000', 'x'.repeat(5_000)]) expect(isSameSecret('geheim', other), other).toBe(false);
  });
});
