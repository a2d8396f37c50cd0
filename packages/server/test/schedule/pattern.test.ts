// The slots of a clinic's pattern, also on the days on which the clocks change.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type PatternSession, slotsOfDay } from '../../src/schedule/pattern.js';
import { addDays, fromUk, ukDateTime } from '../../src/uk-time.js';

const session = (start: string, minutes: readonly number[], more: Partial<PatternSession> = {}): PatternSession => ({
  weekday: 7,
  start,
  slots: minutes.map((length) => ({ type: 'Routine', minutes: length })),
  ...more,
});
const startsOn = (day: string, ...sessions: PatternSession[]): readonly string[] => slotsOfDay({ sessions }, day).map(({ start }) => start.slice(11, 16));

it('gives slots one after another from the start of a session', () => {
  expect(startsOn('2026-01-11', session('09:00', [10, 10, 20, 5]))).toEqual(['09:00', '09:10', '09:20', '09:40']);
  expect(startsOn('2026-01-12', session('09:00', [10]))).toEqual([]);
  expect(startsOn('2026-01-11', session('14:00', [10]), session('09:00', [10]))).toEqual(['09:00', '14:00']);
});

it('B3.9: keeps to UK clocks in summer and winter', () => {
  expect(slotsOfDay({ sessions: [session('09:00', [10])] }, '2026-07-05')[0]?.startAt).toBe(Date.UTC(2026, 6, 5, 8));
  expect(slotsOfDay({ sessions: [session('09:00', [10])] }, '2026-01-11')[0]?.startAt).toBe(Date.UTC(2026, 0, 11, 9));
});

it('B3.9: leaves out what the clocks leap over, and what their hour that occurs twice cannot name', () => {
  expect(startsOn('2026-03-29', session('00:30', [30, 30, 30]))).toEqual(['00:30', '02:00', '02:30']);
  expect(startsOn('2026-03-29', session('01:30', [30]))).toEqual([]);
  expect(startsOn('2026-10-25', session('00:30', [30, 30, 30, 30, 30, 30]))).toEqual(['00:30', '01:00', '01:30', '02:00']);
});

it('holds to the first and last day and to every so many weeks', () => {
  const fortnightly = session('09:00', [10], { from: '2026-01-11', until: '2026-02-08', everyWeeks: 2 });
  const held = Array.from({ length: 8 }, (_, week) => addDays('2026-01-04', week * 7)).filter((day) => startsOn(day, fortnightly).length > 0);
  expect(held).toEqual(['2026-01-11', '2026-01-25', '2026-02-08']);
});

it('B3.9: every slot is named by its start alone, whatever the day', () => {
  const days = fc.integer({ min: 0, max: 366 * 4 }).map((index) => addDays('2024-01-01', index));
  const sessions = fc.array(
    fc.record({ hour: fc.nat(23), minute: fc.constantFrom('00', '15', '30'), lengths: fc.array(fc.integer({ min: 5, max: 90 }), { maxLength: 12 }) }),
  );
  fc.assert(
    fc.property(days, sessions, (day, drawn) => {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
      const pattern = { sessions: drawn.map(({ hour, minute, lengths }) => session(`${String(hour).padStart(2, '0')}:${minute}`, lengths, { weekday })) };
      for (const { startAt, start } of slotsOfDay(pattern, day)) {
        expect(fromUk(start)).toBe(startAt);
        expect(ukDateTime(startAt)).toBe(start);
      }
    }),
  );
});
