// Words that somebody writes: a line, or several.
import { useId } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly change: (value: string) => void;
  /** How many characters at most. */
  readonly limit: number;
  /** More than one for a box. */
  readonly lines?: number;
}

export function TextField({ change, hint, label, limit, lines = 1, value }: TextFieldProps) {
  const id = useId();
  const common = { id, maxLength: limit, value, ...(hint !== undefined && { 'aria-describedby': `${id}-hint` }) };
  return (
    <div className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <div className="nhsuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {lines > 1 ? (
        <textarea className="nhsuk-textarea" rows={lines} {...common} onChange={({ currentTarget }) => change(currentTarget.value)} />
      ) : (
        <input className="nhsuk-input" {...common} onChange={({ currentTarget }) => change(currentTarget.value)} />
      )}
    </div>
  );
}
