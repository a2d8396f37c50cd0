// How the files write dates and times: UK wall-clock time, the month by its English name.
import { ukDateTime } from '../uk-time.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What stands for a day that is not known (B7.15). */
const unset = '0001-01-01';

/**
 * A civil day or time, `yyyy-MM-dd` or `yyyy-MM-ddTHH:mm:ss`, as the files have it; a day is its first second, and one that is not known is empty.
 * @example extractTime('2026-01-05T09:30:00') // '05 Jan 2026 09:30:00'
 */
export function extractTime(civil: string | null | undefined): string {
  if (civil === undefined || civil === null || civil === '' || civil.startsWith(unset)) return '';
  const [year = '', month = '', day = ''] = civil.slice(0, 10).split('-');
  return `${day} ${months[Number(month) - 1] ?? ''} ${year} ${civil.slice(11, 19) || '00:00:00'}`;
}

/** The same without seconds, as SRPatient has it. */
export function extractMinute(civil: string | null | undefined): string {
  return extractTime(civil).slice(0, 'dd MMM yyyy HH:mm'.length);
}

/** An instant in milliseconds since 1970 UTC as the files have it. */
export function extractInstant(instant: number | null): string {
  return instant === null ? '' : extractTime(ukDateTime(instant));
}

/** An instant as the manifest has it: `yyyyMMdd_HHmm`, UK time. */
export function manifestTime(instant: number): string {
  const civil = ukDateTime(instant);
  return `${civil.slice(0, 10).replaceAll('-', '')}_${civil.slice(11, 16).replace(':', '')}`;
}
