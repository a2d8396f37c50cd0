// A date that one goes to as soon as it is whole.
import { useState } from 'react';
import { DateEntry } from '../elements/DateEntry.js';
import { isDay } from '../elements/days.js';

interface DateFieldProps {
  readonly label: string;
  /** yyyy-MM-dd */
  readonly day: string;
  readonly go: (day: string) => void;
}

/** A year that is older was not meant: 0202 for 2026. */
const firstDay = '1900-01-01';

export function DateField({ day, go, label }: DateFieldProps) {
  const [shown, setShown] = useState(day);
  const [value, setValue] = useState(day);
  if (shown !== day) {
    setShown(day);
    setValue(day);
  }
  const isBefore = isDay(value) && value < firstDay;
  return (
    <div className="day-controls__date">
      <DateEntry
        label={label}
        dense
        error={isBefore ? 'Write a year from 1900 on.' : undefined}
        value={value}
        change={(date) => {
          setValue(date);
          if (isDay(date) && date >= firstDay) go(date);
        }}
      />
    </div>
  );
}
