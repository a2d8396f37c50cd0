// A date that one goes to as soon as it is whole.
import { useState } from 'react';
import { isDay } from '../elements/days.js';

interface DateFieldProps {
  readonly label: string;
  /** yyyy-MM-dd */
  readonly day: string;
  readonly go: (day: string) => void;
}

/** While the digits of a year are typed it is the year 2, then 20, then 202. */
const firstDay = '1900-01-01';

export function DateField({ day, go, label }: DateFieldProps) {
  const [shown, setShown] = useState(day);
  const [text, setText] = useState(day);
  if (shown !== day) {
    setShown(day);
    setText(day);
  }
  return (
    <label className="day-controls__date">
      <span>{label}</span>
      <input
        className="nhsuk-input"
        type="date"
        value={text}
        onChange={({ currentTarget: { value } }) => {
          setText(value);
          if (isDay(value) && value >= firstDay) go(value);
        }}
      />
    </label>
  );
}
