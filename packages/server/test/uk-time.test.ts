// UK wall-clock time, whatever the machine's zone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilOf, daysBetween, endOfUkDay, fromUk, startOfUkDay, ukDateTime, ukDay, weekdayOf } from '../src/uk-time.js';

const judge = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'medium' });
const instants = fc.integer({ min: Date.UTC(1960, 0, 1), max: Date.UTC(2060, 0, 1) }).map((instant) => instant - (instant % 1000));

describe('UK time', () => {
  it('B3.9: is that of Europe/London, by the judgement of the time zone database', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(ukDateTime(instant)).toBe(judge.format(instant).replace(' ', 'T'));
        expect(ukDay(instant)).toBe(ukDateTime(instant).slice(0, 10));
      }),
      { numRuns: 2_000 },
    );
  });

  it('B3.9: goes back to the instant, or to the first of the two that an hour that occurs twice has', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const back = fromUk(ukDateTime(instant));
        expect([instant, instant - 3_600_000]).toContain(back);
        expect(back === undefined ? '' : ukDateTime(back)).toBe(ukDateTime(instant));
      }),
      { numRuns: 2_000 },
    );
  });

  it('B3.9: an hour that occurs twice is its first, one that does not exist is none', () => {
    expect(fromUk('2026-10-25T01:30:00')).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(fromUk('2026-10-25T02:00:00')).toBe(Date.UTC(2026, 9, 25, 2));
    expect(fromUk('2026-03-29T01:30:00')).toBeUndefined();
    expect(fromUk('2026-03-29T00:59:59')).toBe(Date.UTC(2026, 2, 29, 0, 59, 59));
    expect(fromUk('2026-03-29T02:00:00')).toBe(Date.UTC(2026, 2, 29, 1));
  });

  it('B3.9: an offset in a request is converted', () => {
    expect(fromUk('2026-07-01T10:00:00+02:00')).toBe(Date.UTC(2026, 6, 1, 8));
    expect(civilOf('2026-07-01T10:00:00+02:00')).toBe('2026-07-01T09:00:00');
    expect(civilOf('2026-07-01T23:30:00Z')).toBe('2026-07-02T00:30:00');
    expect(civilOf('2026-01-05T09:00:00.1234567')).toBe('2026-01-05T09:00:00');
    expect(fromUk('2026-01-05T09:00:00.1239999-14:00')).toBe(Date.UTC(2026, 0, 5, 23, 0, 0, 123));
  });

  it('gives no instant for what is no date or lies outside the years of four digits', () => {
    for (const text of ['', '2026-02-30', '2026-02-30T10:00:00', '2026-13-01', 'tomorrow', '9999-12-31T23:00:00-14:00']) expect(fromUk(text)).toBeUndefined();
    expect(fromUk('1900-01-01')).toBe(Date.UTC(1900, 0, 1));
    expect(startOfUkDay('0001-01-01')).toBeTypeOf('number');
  });

  it('B3.9: a day is the whole UK day, also when the clocks change', () => {
    for (const [day, hours] of [
      ['2026-03-29', 23],
      ['2026-10-25', 25],
      ['2026-07-01', 24],
    ] as const) {
      expect((endOfUkDay(day) ?? 0) - (startOfUkDay(day) ?? 0)).toBe(hours * 3_600_000 - 1);
    }
  });

  it('counts days and weekdays', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect([weekdayOf('2026-01-05'), weekdayOf('2026-01-11')]).toEqual([1, 7]);
  });
});
