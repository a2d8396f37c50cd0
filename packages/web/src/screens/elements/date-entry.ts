// Dates and times as people write them, day first; what a browser's own field would show depends on its language.

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A date as written, as `yyyy-MM-dd`; `undefined` for what is none.
 * @example parseDate('2 Mar 2026') // '2026-03-02', as are 02-Mar-2026, 2/3/2026, 02.03.2026 and 2026-03-02
 */
export function parseDate(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3]);
  const written = /^(\d{1,2})[\s./-]+([a-z]+|\d{1,2})[\s./,-]+(\d{4})$/i.exec(text.trim());
  if (written === null) return undefined;
  const [, day, month = '', year] = written;
  const named = months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return dateOf(year, named > 0 ? String(named) : month, day);
}

/**
 * A date and time as written, as `yyyy-MM-ddTHH:mm:ss`; `undefined` for what is none.
 * @example parseDateTime('02-Mar-2026 9:30') // '2026-03-02T09:30:00'
 */
export function parseDateTime(text: string): string | undefined {
  const [, date = '', minutes = '', second = '00'] = /^(.+?)[\sT,]+(\d{1,2}[:.]\d{2})(?::(\d{2}))?$/.exec(text.trim()) ?? [];
  const day = parseDate(date);
  const time = parseTime(minutes);
  return day === undefined || time === undefined || Number(second) > 59 ? undefined : `${day}T${time}:${second}`;
}

/**
 * A time of the day as written, as `HH:mm`; `undefined` for what is none.
 * @example parseTime('9.30') // '09:30'
 */
export function parseTime(text: string): string | undefined {
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim()) ?? [];
  return hour === undefined || Number(hour) > 23 || Number(minute) > 59 ? undefined : `${hour.padStart(2, '0')}:${minute}`;
}

function dateOf(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  // 30 February would be read as 2 March.
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? undefined : text;
}
