// Dates and times as people in the NHS read them: dd-Mmm-yyyy, UK time.

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** UK wall-clock time of an instant: `yyyy-MM-ddTHH:mm:ss`. What has no offset is wall-clock time already. */
export function wallClockOf(time: string): string {
  if (!/(?:Z|[+-]\d{2}:?\d{2})$/.test(time) || !time.includes('T')) return time;
  const found = new Map(parts.formatToParts(new Date(time)).map(({ type, value }) => [type, value]));
  const at = (name: Intl.DateTimeFormatPartTypes): string => found.get(name) ?? '';
  return `${at('year')}-${at('month')}-${at('day')}T${at('hour')}:${at('minute')}:${at('second')}`;
}

/** @example dateText('2026-03-02') // '02-Mar-2026'; of '2026-03' and '2026' what is known */
export function dateText(time: string): string {
  const [, year = '', month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(wallClockOf(time)) ?? [];
  const named = month === undefined ? undefined : months[Number(month) - 1];
  return [day, named, year].filter((part) => part !== undefined).join('-');
}

/** @example timeText('2026-03-02T09:30:15Z') // '09:30'; 'seconds' gives '09:30:15' */
export function timeText(time: string, precision: 'minutes' | 'seconds' = 'minutes'): string {
  return wallClockOf(time).slice(11, precision === 'minutes' ? 16 : 19);
}

/** @example dateTimeText('2026-03-02T09:30:15Z') // '02-Mar-2026 09:30' */
export function dateTimeText(time: string, precision: 'minutes' | 'seconds' = 'minutes'): string {
  return `${dateText(time)} ${timeText(time, precision)}`.trim();
}
