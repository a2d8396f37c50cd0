// UK wall-clock time (Europe/London), whatever the machine's zone (B3.9).
// "Civil" means text without a zone as on the wire: yyyy-MM-dd or yyyy-MM-ddTHH:mm:ss. Instants are milliseconds since 1970 UTC.

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Since this year the clocks have changed on the last Sundays of March and October at 01:00 UTC. */
const ruleFrom = Date.UTC(1996, 0, 1);

/** What British clocks have been ahead of UTC by, the greatest first: the greatest gives the earliest instant of a civil time. */
const offsets = [2 * hour, hour, 0, -75_000];

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  era: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** The UK day of an instant, `yyyy-MM-dd`. */
export function ukDay(instant: number): string {
  return ukDateTime(instant).slice(0, 10);
}

/**
 * The UK wall-clock time of an instant, `yyyy-MM-ddTHH:mm:ss`.
 * @example ukDateTime(Date.UTC(2026, 6, 1, 8)) // '2026-07-01T09:00:00'
 */
export function ukDateTime(instant: number): string {
  return civilText(instant + ukOffset(instant));
}

/**
 * The instant of a date and time as a request has it: an offset is converted; without one it is UK wall-clock time, of an hour that occurs twice
 * the first. A day without a time is its first moment.
 * @returns `undefined` for a time that the clocks leap over, a text that is no date and time, or one whose year has not four digits in UTC
 */
export function fromUk(text: string): number | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?)?$/u.exec(text);
  if (parts === null) return undefined;
  const [, date, time = '00:00:00', fraction = '', offset] = parts;
  const asUtc = Date.parse(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  if (Number.isNaN(asUtc) || civilText(asUtc).slice(0, 10) !== date) return undefined;
  if (offset !== undefined) return withinYears(asUtc - minutesOf(offset) * minute);
  for (const candidate of offsets) if (ukOffset(asUtc - candidate) === candidate) return asUtc - candidate;
  return undefined;
}

/**
 * A date and time of a request as civil UK time, to the second: the fraction is dropped, an offset is converted.
 * @returns `undefined` where `fromUk` gives none
 */
export function civilOf(requestDateTime: string): string | undefined {
  const instant = fromUk(requestDateTime);
  return instant === undefined ? undefined : ukDateTime(instant);
}

/** The first moment of a UK day; `undefined` for a text that is no day. */
export function startOfUkDay(civilDay: string): number | undefined {
  return fromUk(civilDay.slice(0, 10));
}

/** The last millisecond of a UK day; `undefined` for a text that is no day. */
export function endOfUkDay(civilDay: string): number | undefined {
  return fromUk(`${civilDay.slice(0, 10)}T23:59:59.999`);
}

/** The civil day so many days later (or earlier, below zero). */
export function addDays(civilDay: string, days: number): string {
  return civilText(Date.parse(`${civilDay}T00:00:00Z`) + days * day).slice(0, 10);
}

/** How many days the second civil day is after the first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day);
}

/** The weekday of a civil day: 1 is Monday, 7 is Sunday. */
export function weekdayOf(civilDay: string): number {
  return new Date(`${civilDay}T00:00:00Z`).getUTCDay() || 7;
}

/** How far British clocks are ahead of UTC at an instant, in milliseconds. */
export function ukOffset(instant: number): number {
  if (instant < ruleFrom) return historicOffset(instant);
  const year = new Date(instant).getUTCFullYear();
  return instant >= lastSunday(year, 2) && instant < lastSunday(year, 9) ? hour : 0;
}

/** 01:00 UTC on the last Sunday of a month of 31 days. */
function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month, 31);
  return last - new Date(last).getUTCDay() * day + hour;
}

function historicOffset(instant: number): number {
  const parts = new Map(london.formatToParts(instant).map((part) => [part.type, part.value]));
  const number = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const local = Date.parse(`${number('year').padStart(4, '0')}-${number('month')}-${number('day')}T${number('hour')}:${number('minute')}:${number('second')}Z`);
  // Before the change of calendar the formatter counts by the Julian one; then, and before our era, local mean time is meant.
  const difference = local - Math.floor(instant / 1000) * 1000;
  return Math.abs(difference) <= 2 * hour ? difference : -75_000;
}

/** The instant, if its UK year has four digits as civil texts have. */
function withinYears(instant: number): number | undefined {
  return instant >= Date.parse('0001-01-02T00:00:00Z') && instant < Date.UTC(9999, 11, 31) ? instant : undefined;
}

function minutesOf(offset: string): number {
  if (offset === 'Z') return 0;
  const amount = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return offset.startsWith('-') ? -amount : amount;
}

function civilText(asUtc: number): string {
  return new Date(asUtc).toISOString().slice(0, 19);
}
