// What of a consultation stands in the appointment book.
import type { Day } from './calendar.js';
import type { Life } from './life.js';
import type { Work } from './practice.js';

/** What was held lately stands there too. */
export function noteInDiary(
  life: Life,
  day: Day,
  second: number,
  work: Work,
  userName: string | undefined,
  status: 'Finished' | 'Did Not Attend' | 'Cancelled',
): void {
  if (day < life.anchor - 56 || day < life.registered) return;
  life.record.appointments.push({
    day,
    second,
    work,
    ...(userName === undefined ? {} : { userName }),
    status,
    comments: '',
    flags: [],
    bookedDaysBefore: life.random.between(0, 12),
    movable: false,
  });
}
