import { describe, expect, it } from 'vitest';
import { parseDate, parseDateTime } from '../../src/screens/elements/date-entry.js';

describe('a date as people write it', () => {
  it.each([
    ['02-Mar-2026', '2026-03-02'],
    ['2 march 2026', '2026-03-02'],
    ['2/3/2026', '2026-03-02'],
    ['02.03.2026', '2026-03-02'],
    [' 2026-03-02 ', '2026-03-02'],
    ['29 Feb 2024', '2024-02-29'],
    ['29 Feb 2026', undefined],
    ['3/13/2026', undefined],
    ['31/6/2026', undefined],
    ['2 Mar 26', undefined],
    ['tomorrow', undefined],
    ['', undefined],
  ])('%s is %s: the day first', (text, date) => {
    expect(parseDate(text)).toBe(date);
  });

  it.each([
    ['02-Mar-2026 09:30', '2026-03-02T09:30:00'],
    ['2/3/2026 9.05', '2026-03-02T09:05:00'],
    ['2026-03-02T09:30:00', '2026-03-02T09:30:00'],
    ['02-Mar-2026 24:00', undefined],
    ['02-Mar-2026 9:60', undefined],
    ['02-Mar-2026', undefined],
  ])('%s is %s', (text, date) => {
    expect(parseDateTime(text)).toBe(date);
  });
});
