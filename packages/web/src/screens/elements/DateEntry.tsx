// A field for a date, a time or both, written day first and shown as 02-Mar-2026 09:30, whatever the browser's language.
import { TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { parseDate, parseDateTime, parseTime } from './date-entry.js';
import { dateText, dateTimeText } from './dates.js';

const forms = {
  date: { example: '02-Mar-2026', form: 'dd-Mmm-yyyy', parse: parseDate, text: dateText },
  dateAndTime: { example: '02-Mar-2026 09:30', form: 'dd-Mmm-yyyy hh:mm', parse: parseDateTime, text: dateTimeWords },
  time: { example: '09:30', form: 'hh:mm', parse: parseTime, text: (time: string) => time },
} as const;

interface DateEntryProps {
  readonly label: string;
  readonly name?: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** A date, if left out. */
  readonly of?: keyof typeof forms;
  /** Where there is little room, its form stands in the empty field, and is told to those who do not see it. An example there would look like a filter. */
  readonly dense?: boolean;
  readonly required?: boolean;
  /** `yyyy-MM-dd`, `yyyy-MM-ddTHH:mm:ss`, `HH:mm`, empty, or what was written and is none. */
  readonly value: string;
  /** The date or time in that form, or as written where it is none. */
  readonly change: (value: string) => void;
}

export function DateEntry({ label, name, hint, error, of = 'date', dense = false, required = false, value, change }: DateEntryProps) {
  const { example, form, parse, text } = forms[of];
  const [written, setWritten] = useState<string>();
  const isRight = value === '' || parse(value) !== undefined;
  const shown = written ?? (isRight && value !== '' ? text(value) : value);
  const wrong = error ?? (isRight || written !== undefined ? undefined : `Write it as ${example}.`);
  return (
    <TextInput
      label={label}
      hint={hint === undefined ? `As ${example}` : `As ${example}. ${hint}`}
      {...(dense && { hintProps: { className: 'nhsuk-u-visually-hidden' }, placeholder: form })}
      {...(wrong === undefined ? {} : { error: wrong })}
      {...(name === undefined ? {} : { name })}
      autoComplete="off"
      required={required}
      value={shown}
      onChange={({ currentTarget }) => {
        setWritten(currentTarget.value);
        change(parse(currentTarget.value) ?? currentTarget.value.trim());
      }}
      // From now on it stands as it was understood.
      onBlur={() => setWritten(undefined)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') setWritten(undefined);
      }}
    />
  );
}

/** Seconds only where there are some. */
function dateTimeWords(time: string): string {
  return dateTimeText(time, /:\d{2}:(?!00)\d{2}/.test(time) ? 'seconds' : 'minutes');
}
