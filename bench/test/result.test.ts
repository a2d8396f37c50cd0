import { describe, expect, it } from 'vitest';
import type { Goal } from '../src/benchmark.js';
import { rowResults } from '../src/result.js';

const rounds = [10, 20, 30].map((figure) => ({ subject: { ms: figure }, reference: { ms: 10 } }));
const reached = (...goals: readonly Goal[]): boolean | undefined =>
  rowResults({ rows: [{ figure: 'ms', what: 'w', beside: 'b', unit: 'ms', goals }] }, rounds)[0]?.reached;

describe('rowResults', () => {
  it('holds the median of ratio, difference or figure against the goals', () => {
    expect(reached({ of: 'ratio', atMost: 2 })).toBe(true);
    expect(reached({ of: 'ratio', atMost: 1.9 })).toBe(false);
    expect(reached({ of: 'ratio', atLeast: 2.1 })).toBe(false);
    expect(reached({ of: 'difference', atMost: 10 })).toBe(true);
    expect(reached({ of: 'difference', atMost: 9 })).toBe(false);
    expect(reached({ of: 'figure', atMost: 20 })).toBe(true);
    expect(reached({ of: 'figure', atMost: 19 })).toBe(false);
  });

  it('is reached only where every goal is', () => {
    expect(reached({ of: 'ratio', atMost: 2 }, { of: 'figure', atMost: 19 })).toBe(false);
  });

  it('refuses a figure that was not given', () => {
    const rows = [{ figure: 'other', what: 'w', beside: 'b', unit: 'ms', goals: [] }];
    expect(() => rowResults({ rows }, rounds)).toThrow('no figure "other"');
  });
});
