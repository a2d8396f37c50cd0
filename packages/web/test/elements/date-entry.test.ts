import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseDate, parseDateTime, parseTime } from '../../src/screens/elements/date-entry.js';

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
    ['02-Mar-2026 09:30:15', '2026-03-02T09:30:15'],
    ['02-Mar-2026 09:30:60', undefined],
    ['02-Mar-2026 24:00', undefined],
    ['02-Mar-2026 9:60', undefined],
    ['02-Mar-2026', undefined],
  ])('%s is %s', (text, date) => {
    expect(parseDateTime(text)).toBe(date);
  });

  it.each([
    ['09:30', '09:30'],
    [' 9.05 ', '09:05'],
    ['24:00', undefined],
    ['9:60', undefined],
    ['9:30 PM', undefined],
    ['0930', undefined],
    ['', undefined],
  ])('%s is the time %s', (text, time) => {
    expect(parseTime(text)).toBe(time);
  });

  it("is asked for by no field of the browser's own, which puts the month first where the browser is American", () => {
    const screens = fileURLToPath(new URL('../../src/screens', import.meta.url));
    const files = readdirSync(screens, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
    expect(files.length).toBeGreaterThan(100);
    const own = files.filter((file) => /type=["'{]+(?:date|datetime-local|time|month|week)\b/.test(readFileSync(join(screens, file), 'utf8')));
    expect(own).toEqual([]);
  });
});
