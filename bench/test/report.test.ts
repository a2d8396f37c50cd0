import { describe, expect, it } from 'vitest';
import { pageWith } from '../src/page.js';
import { tableOf } from '../src/report.js';
import { rowResults } from '../src/result.js';

const pair = {
  rows: [
    {
      figure: 'perSecond',
      what: 'GetFunctions',
      beside: 'bare echo',
      unit: '/s',
      goals: [
        { of: 'ratio', atLeast: 0.7 },
        { of: 'figure', atMost: 1000 },
      ],
    },
  ],
} as const;
const result = {
  name: 'small-requests',
  purpose: 'Measures.',
  rounds: 3,
  rows: rowResults(
    pair,
    [7_123.4, 8_000, 6_000].map((perSecond) => ({ subject: { perSecond }, reference: { perSecond: 10_000 } })),
  ),
};
const machine = { processor: 'P', cores: 2, memoryGiB: 24, system: 'Linux 6.1', node: 'v20.20.2', fileSystem: 'ext4', date: '2026-11-26' };

describe('tableOf', () => {
  it('shows figure, reference, ratio with its spread, goals and whether they were reached', () => {
    const [head, rule, row] = tableOf(result).split('\n');
    expect(head).toContain('| what ');
    expect(rule?.length).toBe(head?.length);
    expect(row?.replaceAll(/ +/g, ' ')).toBe(
      '| GetFunctions | 7,123 /s | 10,000 /s: bare echo | 0.712 (0.656–0.756; 0.6–0.8) | ≥ 0.7; ≤ 1,000 /s (7,123) | no |',
    );
  });
});

describe('tableOf, for a row without a goal', () => {
  it('does not say that it was reached', () => {
    const rows = rowResults({ rows: [{ figure: 'ms', what: 'w', beside: 'b', unit: 'ms', goals: [] }] }, [{ subject: { ms: 1 }, reference: { ms: 1 } }]);
    expect(tableOf({ rows }).split('\n')[2]).toMatch(/\| {2,}\| {2,}\|$/);
  });
});

describe('pageWith', () => {
  const page = '# How fast\n\n<!-- bench other -->\nkept\n<!-- end -->\n\n<!-- bench small-requests -->\nold\n<!-- end -->\n\nThe rest.\n';

  it('puts results in place of those that were there, and leaves the rest', () => {
    const written = pageWith(page, result, machine);
    expect(written).toContain('<!-- bench other -->\nkept\n<!-- end -->');
    expect(written).toContain('P, 2 cores, 24 GiB, Linux 6.1, Node.js v20.20.2, data on ext4, 2026-11-26. 3 rounds.');
    expect(written).toContain('| GetFunctions ');
    expect(written).not.toContain('old');
    expect(written).toMatch(/<!-- end -->\n\nThe rest\.\n$/);
    expect(pageWith(written, result, machine)).toBe(written);
  });

  it('refuses a page that has no place for them', () => {
    expect(() => pageWith('# How fast\n', result, machine)).toThrow('no place for the results of small-requests');
  });
});
