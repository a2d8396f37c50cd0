import { movableClock } from '@s1kit/link';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHeldRequests, heldForDevice } from '../../src/authority/held-requests.js';

const windowOf = (deviceId: string, name: string) => ({ deviceId, name, length: 1_000 });
const stays = new AbortController().signal;

describe('held requests', () => {
  it('B5.3: are at most 32 for a device, whatever their windows, and places become free again', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ leave: fc.boolean(), device: fc.nat(1), name: fc.nat(2) }), { maxLength: 150 }), (steps) => {
        const held = createHeldRequests(movableClock());
        const standing: { device: number; leave: () => void }[] = [];
        for (const { leave, device, name } of steps) {
          const first = leave ? standing.findIndex((one) => one.device === device) : -1;
          if (first >= 0) {
            standing.splice(first, 1)[0]?.leave();
            continue;
          }
          const entered = held.enter(windowOf(`d${device}`, `n${name}`));
          const count = standing.filter((one) => one.device === device).length;
          expect(entered !== undefined).toBe(count < heldForDevice);
          if (entered !== undefined) standing.push({ device, leave: entered.leave });
        }
      }),
    );
  });

  it('B5.3: leave their place to another, however many come and go', () => {
    const held = createHeldRequests(movableClock());
    const enter = () => held.enter(windowOf('d', 'a'));
    for (let time = 0; time < 3 * heldForDevice; time++) {
      const one = enter();
      expect(one?.isFirst()).toBe(true);
      one?.leave();
    }
    const all = Array.from({ length: heldForDevice }, enter);
    expect(all).not.toContain(undefined);
    expect(enter()).toBeUndefined();
    all[5]?.leave();
    expect([enter() === undefined, enter() === undefined]).toEqual([false, true]);
  });

  it('B5.3: are served in the order in which they came, one window not waiting for another', async () => {
    const clock = movableClock();
    const held = createHeldRequests(clock);
    const [one, two, other] = [held.enter(windowOf('d', 'a')), held.enter(windowOf('d', 'a')), held.enter(windowOf('d', 'b'))];
    expect([one?.isFirst(), two?.isFirst(), other?.isFirst()]).toEqual([true, false, true]);
    const turn = two?.turn(1_000, stays);
    one?.leave();
    one?.leave();
    expect(await turn).toBe(true);
    expect(two?.isFirst()).toBe(true);
    two?.leave();
    expect(held.isAwaited(windowOf('d', 'a'))).toBe(false);
    expect(held.isAwaited(windowOf('d', 'b'))).toBe(true);
  });

  it('B5.3: stop waiting when their client has gone, and take no timer with them', async () => {
    const clock = movableClock();
    const held = createHeldRequests(clock);
    const client = new AbortController();
    const first = held.enter(windowOf('d', 'a'));
    const second = held.enter(windowOf('d', 'a'));
    const turns = [first?.turn(1_000, client.signal), second?.turn(1_000, client.signal)];
    client.abort();
    expect(await Promise.all(turns)).toEqual([false, false]);
    expect(await second?.turn(0, client.signal)).toBe(false);
    clock.advance(5_000);
  });
});
