// The times that the audit's list is narrowed to, as they are written: a date, and a time of it or none.
import { parseTime } from '../../elements/date-entry.js';
import { isDay } from '../../elements/days.js';

export interface Moment {
  /** `yyyy-MM-dd`, or what was written. */
  readonly date: string;
  /** `HH:mm`, or what was written. */
  readonly time: string;
}

export const noMoment: Moment = { date: '', time: '' };

/** @param time of the address: UK wall-clock time, `yyyy-MM-ddTHH:mm` */
export function momentOf(time = ''): Moment {
  const [date = '', clock = ''] = time.split('T');
  return { date, time: parseTime(clock.slice(0, 5)) ?? clock };
}

/**
 * As it stands in the address; empty where nothing is written, `undefined` where it is no date, or no time.
 * @param otherwise the time of a date without one: the day's first minute, or its last
 * @example addressOf({ date: '2026-03-02', time: '' }, '00:00') // '2026-03-02T00:00'
 */
export function addressOf({ date, time }: Moment, otherwise: '00:00' | '23:59'): string | undefined {
  if (date === '' && time === '') return '';
  const clock = time === '' ? otherwise : parseTime(time);
  return isDay(date) && clock !== undefined ? `${date}T${clock}` : undefined;
}
