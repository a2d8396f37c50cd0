// A date, and a time of it: where the audit's list begins or ends.
import { DateEntry } from '../../elements/DateEntry.js';
import type { Moment } from './moment.js';

interface MomentEntryProps {
  readonly label: string;
  readonly moment: Moment;
  readonly change: (moment: Moment) => void;
}

export function MomentEntry({ label, moment, change }: MomentEntryProps) {
  const missing = moment.date === '' && moment.time !== '' ? 'Write the date too.' : undefined;
  return (
    <>
      <DateEntry label={`${label}: date`} dense error={missing} value={moment.date} change={(date) => change({ ...moment, date })} />
      <DateEntry label={`${label}: UK time`} of="time" dense value={moment.time} change={(time) => change({ ...moment, time })} />
    </>
  );
}
