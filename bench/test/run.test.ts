import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { Benchmark, Figures } from '../src/benchmark.js';
import { runBenchmark } from '../src/run.js';

/** A benchmark that gives the figures of a list, and tells in which order it was asked for them. */
function counting(subjects: readonly number[], order: string[], closed: string[] = []): Benchmark {
  let at = 0;
  const give = (what: string, figure: () => number) => async (): Promise<Figures> => {
    order.push(what);
    return { perSecond: figure() };
  };
  return {
    name: 'counting',
    purpose: 'Counts.',
    prepare: async ({ folder }) => ({
      pairs: [
        {
          rows: [{ figure: 'perSecond', what: 'w', beside: 'b', unit: '/s', goals: [{ of: 'ratio', atLeast: 0.5 }] }],
          subject: give('subject', () => subjects[at++] ?? 0),
          reference: give('reference', () => 100),
        },
      ],
      close: async () => {
        closed.push(existsSync(folder) ? folder : 'removed too early');
      },
    }),
  };
}

describe('runBenchmark', () => {
  it('measures both in each round, by turns first, and does not count the first round', async () => {
    const order: string[] = [];
    const { rows, rounds } = await runBenchmark(counting([1, 50, 25, 75], order), { rounds: 3, parent: tmpdir() });
    expect(order).toEqual(['reference', 'subject', 'subject', 'reference', 'reference', 'subject', 'subject', 'reference']);
    expect(rounds).toBe(3);
    expect(rows[0]?.ratio).toEqual({ least: 0.25, lowerQuartile: 0.375, median: 0.5, upperQuartile: 0.625, most: 0.75 });
    expect(rows[0]?.reached).toBe(true);
  });

  it('closes what was prepared and removes its folder, also when a measurement fails', async () => {
    const closed: string[] = [];
    const failing = counting([Number.NaN, Number.NaN], [], closed);
    await expect(runBenchmark(failing, { rounds: 1, parent: tmpdir() })).rejects.toThrow('no figure "perSecond"');
    expect(closed).toHaveLength(1);
    expect(existsSync(closed[0] ?? tmpdir())).toBe(false);
  });
});
