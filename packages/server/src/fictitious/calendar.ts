// Days as whole numbers since 1970-01-01, and what they are as text and as instants. Quick: a life takes thousands of them.
import { fromUk } from '../uk-time.js';

const dayLength = 86_400_000;

/** A civil day: how many days after 1970-01-01 it is. */
export type Day = number;

export interface Calendar {
  /** `yyyy-MM-dd` */
  text(day: Day): string;
  /** `yyyy-MM-ddTHH:mm:ss` */
  dateTime(day: Day, second: number): string;
  /** Milliseconds since 1970 UTC of a UK wall-clock time. Not for the hour in which the clocks change. */
  instant(day: Day, second: number): number;
}

/** Makes a calendar, which remembers the days that it was asked for. */
export function makeCalendar(): Calendar {
  const texts = new Map<Day, string>();
  const midnights = new Map<Day, number>();
  const text = (day: Day): string => {
    let found = texts.get(day);
    if (found === undefined) {
      found = textOfDay(day);
      texts.set(day, found);
    }
    return found;
  };
  return {
    text,
    dateTime: (day, second) => `${text(day)}T${timeText(second)}`,
    instant: (day, second) => {
      let midnight = midnights.get(day);
      if (midnight === undefined) {
        midnight = day >= ruleFrom ? day * dayLength - (isSummerTime(day) ? 3_600_000 : 0) : (fromUk(`${text(day)}T12:00:00`) ?? day * dayLength) - 43_200_000;
        midnights.set(day, midnight);
      }
      return midnight + second * 1000;
    },
  };
}

export function textOfDay(day: Day): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** @param text `yyyy-MM-dd` */
export function dayOf(text: string): Day {
  return Math.round(Date.parse(`${text}T00:00:00Z`) / dayLength);
}

/** 1996-01-01: since then the clocks have changed on the last Sundays of March and October. */
const ruleFrom = 9_496;

/** Whether the clocks are ahead at noon of a day. */
function isSummerTime(day: Day): boolean {
  const date = new Date(day * dayLength);
  const month = date.getUTCMonth();
  if (month < 2 || month > 9) return false;
  if (month > 2 && month < 9) return true;
  // The last Sunday is the one that no other follows within the month.
  const sunday = date.getUTCDate() - (weekdayOfDay(day) % 7);
  const changed = sunday + 7 > 31;
  return month === 2 ? changed : !changed;
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOfDay(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The day itself, or the Monday after a weekend. */
export function workingDay(day: Day): Day {
  const weekday = weekdayOfDay(day);
  return weekday > 5 ? day + 8 - weekday : day;
}

/** From April to September, near enough. */
export function isSummer(day: Day): boolean {
  const ofYear = day % 365.2425;
  return ofYear > 90 && ofYear < 273;
}

/** Whole years from one day to another. */
export function yearsBetween(from: Day, to: Day): number {
  return Math.floor((to - from) / 365.2425);
}

/** Seconds since midnight as `HH:mm:ss`. */
function timeText(second: number): string {
  return `${twoDigits[Math.floor(second / 3600)]}:${twoDigits[Math.floor(second / 60) % 60]}:${twoDigits[second % 60]}`;
}

const twoDigits = Array.from({ length: 60 }, (_, index) => String(index).padStart(2, '0'));
