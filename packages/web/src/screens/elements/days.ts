// Days of the calendar as `yyyy-MM-dd`: counting them needs no clock and no zone.

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const dayLength = 86_400_000;

/** Whether a text is a day of the calendar. */
export function isDay(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text;
}

/** The day so many days later, or earlier; empty where the text is no day. */
export function addDays(day: string, days: number): string {
  const time = Date.parse(`${day}T00:00:00Z`) + days * dayLength;
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10);
}

/** @example weekdayOf('2026-03-02') // 'Monday' */
export function weekdayOf(day: string): (typeof weekdays)[number] {
  return weekdays[indexOf(day)] ?? 'Monday';
}

/** The Monday of the week that a day is in. */
export function mondayOf(day: string): string {
  return addDays(day, -indexOf(day));
}

/** The seven days from one on. */
export function weekFrom(day: string): readonly string[] {
  return weekdays.map((_, index) => addDays(day, index));
}

/** 0 for Monday. */
function indexOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
