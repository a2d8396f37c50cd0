// When a clinic is held: a weekly pattern in UK wall-clock time, which gives slots for every day, past and future.
import { addDays, daysBetween, fromUk, ukDateTime, ukOffset, weekdayOf } from '../uk-time.js';

/** A slot of a session; slots follow one another from the session's start. */
export interface PatternSlot {
  readonly type: string;
  readonly minutes: number;
}

export interface PatternSession {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  /** UK wall-clock time, `HH:mm`. */
  readonly start: string;
  readonly slots: readonly PatternSlot[];
  /** The first and the last day that it may be held on, `yyyy-MM-dd`. */
  readonly from?: string;
  readonly until?: string;
  /** Held every so many weeks, counted from the week of `from`, or else from that of 1970-01-05. */
  readonly everyWeeks?: number;
}

/** What `clinic.pattern` holds, as JSON. */
export interface ClinicPattern {
  readonly sessions: readonly PatternSession[];
}

export interface PatternedSlot {
  /** Milliseconds since 1970 UTC. */
  readonly startAt: number;
  /** The same as UK wall-clock time, `yyyy-MM-ddTHH:mm:ss`. */
  readonly start: string;
  readonly type: string;
  readonly minutes: number;
}

/**
 * The slots of the sessions that begin on a day, in order.
 *
 * Where the clocks leap over a session's start it is not held. A slot in the second run of an hour that occurs twice is left out, since its start,
 * which alone names it on the wire, would be taken for the first (B3.9).
 * @param day `yyyy-MM-dd`
 */
export function slotsOfDay(pattern: ClinicPattern, day: string): readonly PatternedSlot[] {
  const weekday = weekdayOf(day);
  return pattern.sessions
    .filter((session) => session.weekday === weekday && isHeld(session, day))
    .flatMap((session) => slotsOfSession(session, day))
    .sort((a, b) => a.startAt - b.startAt);
}

function isHeld(session: PatternSession, day: string): boolean {
  if (session.from !== undefined && day < session.from) return false;
  if (session.until !== undefined && day > session.until) return false;
  const { from = '1970-01-05', everyWeeks = 1 } = session;
  const firstMonday = addDays(from, 1 - weekdayOf(from));
  return Math.floor(daysBetween(firstMonday, day) / 7) % everyWeeks === 0;
}

function slotsOfSession(session: PatternSession, day: string): readonly PatternedSlot[] {
  const first = fromUk(`${day}T${session.start}:00`);
  if (first === undefined) return [];
  const slots: PatternedSlot[] = [];
  let startAt = first;
  for (const { type, minutes } of session.slots) {
    slots.push({ startAt, start: ukDateTime(startAt), type, minutes });
    startAt += minutes * 60_000;
  }
  const clocksStay = ukOffset(first - 3_600_000) === ukOffset(startAt);
  return clocksStay ? slots : slots.filter((slot) => fromUk(slot.start) === slot.startAt);
}
