import { expect, it } from 'vitest';
import { extractInstant, extractMinute, extractTime, manifestTime } from '../../src/extracts/times.js';

it('B7.22: times are UK wall-clock times with the English name of the month', () => {
  expect(extractTime('2026-09-05T09:30:07')).toBe('05 Sep 2026 09:30:07');
  expect(extractTime('2026-05-31')).toBe('31 May 2026 00:00:00');
  expect(extractMinute('1950-12-31')).toBe('31 Dec 1950 00:00');
  expect(extractInstant(Date.UTC(2026, 6, 1, 23, 30))).toBe('02 Jul 2026 00:30:00');
  expect(manifestTime(Date.UTC(2026, 6, 1, 23, 30))).toBe('20260702_0030');
});

it('B7.22: a time that is not known is empty', () => {
  for (const unknown of [undefined, null, '', '0001-01-01', '0001-01-01T00:00:00']) expect(extractTime(unknown)).toBe('');
  expect(extractInstant(null)).toBe('');
  expect(extractMinute(undefined)).toBe('');
});
