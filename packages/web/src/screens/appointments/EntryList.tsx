// The ledger as a list by time, where there is no room for columns.
import { memo } from 'react';
import { dateText } from '../elements/dates.js';
import { weekdayOf } from '../elements/days.js';
import { Entries } from './Entries.js';
import { inOrder } from './hours.js';
import type { Clinic, ClinicEntry } from './states.js';

interface EntryListProps {
  readonly days: readonly string[];
  readonly clinics: readonly Clinic[];
  readonly mayBook: boolean;
  readonly choose: (chosen: ClinicEntry) => void;
}

export const EntryList = memo(function EntryList({ choose, clinics, days, mayBook }: EntryListProps) {
  const entries = inOrder(clinics);
  return days.map((day) => {
    const ofDay = entries.filter(({ entry }) => entry.start.startsWith(day));
    if (ofDay.length === 0) return null;
    const heading = `${weekdayOf(day)}, ${dateText(day)}`;
    const unused = ofDay.filter(({ entry }) => entry.state === 'past');
    return (
      <section key={day} className="entry-list" aria-label={heading}>
        {days.length > 1 && <h3 className="entry-list__day">{heading}</h3>}
        {unused.length > 0 && (
          <details className="nhsuk-details">
            <summary className="nhsuk-details__summary">
              <span className="nhsuk-details__summary-text">Slots that nobody took ({unused.length})</span>
            </summary>
            <Entries named entries={unused} mayBook={mayBook} choose={choose} />
          </details>
        )}
        <Entries named entries={ofDay.filter(({ entry }) => entry.state !== 'past')} mayBook={mayBook} choose={choose} />
      </section>
    );
  });
});
