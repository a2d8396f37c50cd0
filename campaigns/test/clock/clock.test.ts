import { describe, expect, it } from 'vitest';
import { clock } from '../../src/clock/clock.js';
import { firstShown, ukClocks, ukDayFrom } from '../../src/clock/uk.js';
import { createWindows } from '../../src/clock/windows.js';
import { briefly } from '../support/briefly.js';

it('B3.9, B5.1, B5.4, B7.19: no allowance is gained, the audit keeps its order, and times are those of UK clocks', async () => {
  const { admitted, clockMoves, restarts, throttled } = await briefly(clock);
  expect(restarts).toBeGreaterThan(2);
  for (const count of [admitted, throttled, clockMoves]) expect(count).toBeGreaterThan(10);
});

describe('the model', () => {
  it('has UK clocks', () => {
    expect(ukClocks(Date.UTC(1970, 0, 1))).toBe('1970-01-01T01:00:00');
    expect(ukClocks(Date.UTC(2026, 2, 29, 1))).toBe('2026-03-29T02:00:00');
    expect(firstShown('2026-03-29T01:30:00')).toBeUndefined();
    expect(firstShown('2026-10-25T01:30:00')).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(ukDayFrom(Date.UTC(2026, 6, 1, 23, 30), -1)).toBe('2026-07-01');
  });

  it('has windows that a restart never shortens', () => {
    const windows = createWindows();
    expect(windows.expected('a', 1_000)).toBe('admitted');
    windows.admitted('a');
    windows.restarted(false);
    windows.pass(999.9);
    expect(windows.expected('a', 1_000)).toBe('throttled');
    windows.pass(1);
    expect(windows.expected('a', 1_000)).toBe('either');
    windows.pass(10);
    expect(windows.expected('a', 1_000)).toBe('admitted');
    windows.restarted(true);
    expect(windows.expected('a', 1_000)).toBe('either');
  });
});
