// A field for a date, or a date and time, written day first and shown as 02-Mar-2026, whatever the browser's language.
import { TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { parseDate, parseDateTime } from './date-entry.js';
import { dateText, dateTimeText } from './dates.js';

interface DateEntryProps {
  readonly label: string;
  readonly name?: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly withTime?: boolean;
  /** `yyyy-MM-dd`, `yyyy-MM-ddTHH:mm:ss`, empty, or what was written and is no date. */
  readonly value: string;
  /** The date in that form, or as written where it is none. */
  readonly change: (value: string) => void;
}

export function DateEntry({ label, name, hint, error, withTime = false, value, change }: DateEntryProps) {
  const parse = withTime ? parseDateTime : parseDate;
  const [written, setWritten] = useState<string>();
  const isRight = value === '' || parse(value) !== undefined;
  const shown = written ?? (isRight && value !== '' ? (withTime ? dateTimeText : dateText)(value) : value);
  const form = withTime ? '02-Mar-2026 09:30' : '02-Mar-2026';
  const wrong = error ?? (isRight || written !== undefined ? undefined : `Write it as ${form}.`);
  return (
    <TextInput
      label={label}
      hint={hint === undefined ? `As ${form}` : `As ${form}. ${hint}`}
      {...(wrong === undefined ? {} : { error: wrong })}
      {...(name === undefined ? {} : { name })}
      autoComplete="off"
      value={shown}
      onChange={({ currentTarget }) => {
        setWritten(currentTarget.value);
        change(parse(currentTarget.value) ?? currentTarget.value.trim());
      }}
      // From now on it stands as it was understood.
      onBlur={() => setWritten(undefined)}
    />
  );
}
