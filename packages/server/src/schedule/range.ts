// The stretch of time that slots or a diary are asked for (B7.19, B7.20, B3.9).
import { Refusal } from '@s1kit/contract';
import { addDays, fromUk, ukDateTime } from '../uk-time.js';

/** How long a stretch is whose end is not given. */
export const usualDays = 28;
/** The longest stretch. */
export const mostDays = 84;

/** Milliseconds since 1970 UTC, both inclusive. */
export interface TimeRange {
  readonly from: number;
  readonly until: number;
}

/** What requests give of it: dates and times, with an offset or in UK time. */
export interface AskedRange {
  readonly MinDateTime?: string;
  readonly MaxDateTime?: string;
}

const path = '/ClientIntegrationRequest/FunctionParameters';

/**
 * The stretch that is asked for: from now if it has no beginning, 28 days on if it has no end.
 * @throws {Refusal} ValueInvalid: a time that the clocks leap over, an end before the beginning, more than 12 weeks
 */
export function rangeOf(asked: AskedRange, now: number): TimeRange {
  const from = asked.MinDateTime === undefined ? now : instantOf(asked.MinDateTime, 'MinDateTime');
  const until = asked.MaxDateTime === undefined ? daysOn(from, usualDays) : instantOf(asked.MaxDateTime, 'MaxDateTime');
  if (asked.MinDateTime !== undefined && until < from) {
    throw new Refusal('ValueInvalid', 'MaxDateTime lies before MinDateTime. Exchange them.', `${path}/MaxDateTime`);
  }
  if (until > daysOn(from, mostDays)) {
    throw new Refusal('ValueInvalid', 'The range is longer than 12 weeks. Ask for it in parts.', `${path}/MaxDateTime`);
  }
  return { from, until };
}

function instantOf(text: string, name: keyof AskedRange): number {
  const instant = fromUk(text);
  if (instant !== undefined) return instant;
  throw new Refusal(
    'ValueInvalid',
    `${name} is not a time that UK clocks show: they leap over it, or its year is out of range. Give another.`,
    `${path}/${name}`,
  );
}

/** The same time of day so many days later; where the clocks leap over it, as much later. */
function daysOn(from: number, days: number): number {
  const civil = ukDateTime(from);
  const fraction = ((from % 1000) + 1000) % 1000;
  const later = fromUk(`${addDays(civil.slice(0, 10), days)}${civil.slice(10)}`);
  return later === undefined ? from + days * 86_400_000 : later + fraction;
}
