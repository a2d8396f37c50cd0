import { movableClock } from '@s1kit/link';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PacedWindow, type Priority, pacedWindow, type Turn, type Wait } from '../../src/pacing/window.js';

interface Asked {
  turn: Turn | undefined;
  failed: unknown;
  readonly waits: Wait[];
}

function ask(window: PacedWindow, priority: Priority = 'interactive', signal?: AbortSignal): Asked {
  const asked: Asked = { turn: undefined, failed: undefined, waits: [] };
  window.turn({ priority, signal, onWait: (wait) => asked.waits.push(wait) }).then(
    (turn) => {
      asked.turn = turn;
    },
    (error: unknown) => {
      asked.failed = error;
    },
  );
  return asked;
}

const settled = async (): Promise<void> => {
  for (let turns = 0; turns < 5; turns += 1) await Promise.resolve();
};

describe('a window', () => {
  it('lets the next call go when it is open again after the reply began, and tells how long that takes', async () => {
    const clock = movableClock();
    const window = pacedWindow(clock, 'w', 1_000, undefined);
    const [first, second, third] = [ask(window), ask(window), ask(window)];
    await settled();
    expect(first.waits).toEqual([]);
    expect(second.waits.at(-1)).toEqual({ expectedMs: 1_000, ahead: 0 });
    expect(third.waits.at(-1)).toEqual({ expectedMs: 2_000, ahead: 1 });
    clock.advance(400);
    first.turn?.admitted();
    clock.advance(1_000);
    await settled();
    expect(second.turn).toBeUndefined();
    clock.advance(10);
    await settled();
    expect(second.turn).toBeDefined();
    expect(third.waits.at(-1)?.ahead).toBe(0);
    expect(window.expectedMs('interactive')).toBe(2_000);
  });

  it('counts from the sending where no reply came, and nothing where nothing was sent', async () => {
    const clock = movableClock();
    const window = pacedWindow(clock, 'w', 30_000, undefined);
    const first = ask(window);
    await settled();
    clock.advance(15_000);
    first.turn?.unanswered();
    first.turn?.admitted();
    expect(window.expectedMs('interactive')).toBe(15_005);
    clock.advance(15_005);
    const second = ask(window);
    await settled();
    second.turn?.unused();
    const third = ask(window);
    await settled();
    expect(third.turn).toBeDefined();
  });

  it('lets interactive calls go before background ones, each in its order, and whoever gives up out of it', async () => {
    const clock = movableClock();
    const window = pacedWindow(clock, 'w', 1_000, undefined);
    const giveUp = new AbortController();
    const running = ask(window);
    const calls = {
      b1: ask(window, 'background'),
      b2: ask(window, 'background'),
      i1: ask(window),
      i2: ask(window, 'interactive', giveUp.signal),
      i3: ask(window),
    };
    giveUp.abort('enough');
    await settled();
    expect(calls.i2.failed).toBe('enough');
    const order: string[] = [];
    let current: Turn | undefined = running.turn;
    for (let round = 0; round < 4; round += 1) {
      current?.admitted();
      clock.advance(1_100);
      await settled();
      for (const [name, { turn }] of Object.entries(calls)) {
        if (turn === undefined || order.includes(name)) continue;
        order.push(name);
        current = turn;
      }
    }
    expect(order).toEqual(['i1', 'i3', 'b1', 'b2']);
    expect(ask(window, 'interactive', AbortSignal.abort('before')).turn).toBeUndefined();
  });

  it('what it was: a call that was given up while it waited left a timer, which kept the process running for up to 30 seconds', async () => {
    const pending = new Set<() => void>();
    const moved = movableClock();
    const clock = {
      ...moved,
      timer: (milliseconds: number, callback: () => void): (() => void) => {
        const cancel = moved.timer(milliseconds, callback);
        pending.add(cancel);
        return () => {
          pending.delete(cancel);
          cancel();
        };
      },
    };
    const window = pacedWindow(clock, 'w', 30_000, undefined);
    const giveUp = new AbortController();
    const first = ask(window);
    await settled();
    first.turn?.admitted();
    const waiting = ask(window, 'interactive', giveUp.signal);
    await settled();
    expect(pending.size).toBe(1);
    giveUp.abort('closed');
    await settled();
    expect(waiting.failed).toBe('closed');
    expect(pending.size).toBe(0);
  });

  it('B5.1: whatever is asked and answered when, two requests are never admitted within its length', async () => {
    const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 1_500 }), reply: fc.constantFrom('admitted', 'unanswered', 'unused', 'none') }), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const clock = movableClock();
        const window = pacedWindow(clock, 'w', 1_000, undefined);
        const asked: Asked[] = [];
        const sent = new Set<Asked>();
        let last = Number.NEGATIVE_INFINITY;
        for (const { wait, reply } of all) {
          asked.push(ask(window));
          clock.advance(wait);
          await settled();
          for (const one of asked) {
            if (one.turn === undefined || sent.has(one) || reply === 'none') continue;
            sent.add(one);
            if (reply === 'admitted') {
              expect(clock.monotonic() - last).toBeGreaterThanOrEqual(1_000);
              last = clock.monotonic();
            }
            one.turn[reply]();
          }
        }
      }),
    );
  });
});
