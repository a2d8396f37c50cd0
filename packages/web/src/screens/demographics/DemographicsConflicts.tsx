// What somebody else has saved while the form was open, beside what it says: one chooses for each.
import { useEffect, useRef, useState } from 'react';
import { fieldName } from '../words/fields.js';
import { useStaffNames } from '../words/useStaffNames.js';
import { valueText } from '../words/values.js';
import type { Conflict } from './conflict.js';

interface DemographicsConflictsProps {
  readonly conflicts: readonly Conflict[];
  /** @param mine the fields in which the user's value is to stand */
  readonly decide: (mine: ReadonlySet<string>) => void;
}

export function DemographicsConflicts({ conflicts, decide }: DemographicsConflictsProps) {
  const nameOf = useStaffNames();
  const [choices, setChoices] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const heading = useRef<HTMLHeadingElement>(null);
  // It stands above what was filled in: it comes into view.
  useEffect(() => heading.current?.focus(), []);
  const open = conflicts.filter(({ field }) => choices[field] === undefined).length;
  const side = (field: string, choice: 'mine' | 'theirs', name: string, value: unknown) => {
    const text = valueText(field, value, nameOf);
    return (
      <label className="conflict__side conflict__side--choice">
        <span className="conflict__name">
          <input type="radio" name={`conflict-${field}`} checked={choices[field] === choice} onChange={() => setChoices({ ...choices, [field]: choice })} />{' '}
          {name}
        </span>
        <span className="conflict__value">{text === '' ? <span className="secondary">nothing</span> : text}</span>
      </label>
    );
  };
  return (
    <section className="conflicts" aria-labelledby="conflicts-heading">
      <div role="alert">
        <h2 id="conflicts-heading" ref={heading} tabIndex={-1}>
          Nothing was saved: somebody else has changed the same meanwhile
        </h2>
      </div>
      {conflicts.map(({ field, before, mine, theirs }) => {
        const was = valueText(field, before, nameOf);
        return (
          <fieldset key={field} className="conflict">
            <legend>{fieldName(field)}</legend>
            <div className="conflict__sides">
              <div className="conflict__side">
                <span className="conflict__name">It was</span>
                <span className="conflict__value">{was === '' ? <span className="secondary">nothing</span> : was}</span>
              </div>
              {side(field, 'mine', 'Yours', mine)}
              {side(field, 'theirs', 'Theirs, in the record now', theirs)}
            </div>
          </fieldset>
        );
      })}
      <button
        type="button"
        className="nhsuk-button"
        disabled={open > 0}
        onClick={() => decide(new Set(conflicts.map(({ field }) => field).filter((field) => choices[field] === 'mine')))}
      >
        Keep these choices and save
      </button>
    </section>
  );
}
