import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLinearizable, type Operation } from '../../src/slot-fight/linearizable.js';

const take = (client: string, invoked: number, answered: number): Operation => ({
  invoked,
  answered,
  follows: (from) => (from === 'free' ? client : undefined),
});
const free = (client: string, invoked: number, answered: number): Operation => ({
  invoked,
  answered,
  follows: (from) => (from === client ? 'free' : undefined),
});
const refused = (invoked: number, answered: number): Operation => ({ invoked, answered, follows: (from) => (from === 'free' ? undefined : from) });

describe('the checker of histories', () => {
  it('accepts what some order explains, also where operations overlap', () => {
    expect(isLinearizable([], 'free')).toBe(true);
    expect(isLinearizable([refused(1, 4), take('a', 2, 3)], 'free')).toBe(true);
    expect(isLinearizable([take('a', 1, 6), free('a', 2, 7), take('b', 3, 8), refused(4, 5)], 'free')).toBe(true);
  });

  it('rejects a slot that two have', () => {
    expect(isLinearizable([take('a', 1, 3), take('b', 2, 4)], 'free')).toBe(false);
  });

  it('rejects a refusal while the slot was free all the time', () => {
    expect(isLinearizable([take('a', 1, 2), free('a', 3, 4), refused(5, 6), take('b', 7, 8)], 'free')).toBe(false);
  });

  it('rejects an answer that comes before what it needs was sent', () => {
    expect(isLinearizable([refused(1, 2), take('a', 3, 4)], 'free')).toBe(false);
    expect(isLinearizable([take('a', 1, 2), take('b', 3, 4), free('a', 5, 6)], 'free')).toBe(false);
  });

  it('agrees with trying every order', () => {
    const operation = fc.tuple(fc.constantFrom('take', 'free', 'refused'), fc.constantFrom('a', 'b'), fc.nat(20), fc.nat(20));
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 6 }), (drawn) => {
        const history = drawn.map(([kind, client, one, other], index) => {
          // Moments of one order: no two are the same.
          const [invoked, answered] = [Math.min(one, other) * 20 + index, Math.max(one, other) * 20 + index + 10];
          return kind === 'take' ? take(client, invoked, answered) : kind === 'free' ? free(client, invoked, answered) : refused(invoked, answered);
        });
        expect(isLinearizable(history, 'free')).toBe(everyOrder(history, 'free'));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** The definition, without a thought for speed. */
function everyOrder(left: readonly Operation[], state: string): boolean {
  if (left.length === 0) return true;
  return left.some((next) => {
    if (left.some(({ answered }) => answered < next.invoked)) return false;
    const following = next.follows(state);
    return (
      following !== undefined &&
      everyOrder(
        left.filter((one) => one !== next),
        following,
      )
    );
  });
}
