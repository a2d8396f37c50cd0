// UK wall-clock time, told naively: by the calendar of the machine's own library alone.

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** What UK clocks show, `yyyy-MM-ddTHH:mm:ss`. @param instant milliseconds since 1970 UTC, of the twentieth century or later */
export function ukClocks(instant: number): string {
  const [date = '', time = ''] = london.format(instant).split(', ');
  return `${date.split('/').reverse().join('-')}T${time}`;
}

/** The first instant at which UK clocks show this; `undefined` where they never do. */
export function firstShown(civil: string): number | undefined {
  const asUtc = Date.parse(`${civil}Z`);
  return [2, 1, 0].map((hours) => asUtc - hours * 3_600_000).find((instant) => ukClocks(instant) === civil);
}

/** A UK day so many days before or after that of an instant. */
export function ukDayFrom(instant: number, days: number): string {
  return new Date(Date.parse(`${ukClocks(instant).slice(0, 10)}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
