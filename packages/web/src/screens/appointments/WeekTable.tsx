// A clinician's week: a column for each day, a row for each hour.
import { memo } from 'react';
import { dateText } from '../elements/dates.js';
import { weekdayOf } from '../elements/days.js';
import { Entries } from './Entries.js';
import { hourOf, hoursOf, inOrder } from './hours.js';
import { LedgerTable } from './LedgerTable.js';
import type { Clinic, ClinicEntry } from './states.js';

interface WeekTableProps {
  readonly label: string;
  readonly days: readonly string[];
  readonly today: string | undefined;
  readonly clinics: readonly Clinic[];
  readonly mayBook: boolean;
  readonly choose: (chosen: ClinicEntry) => void;
}

export const WeekTable = memo(function WeekTable({ choose, clinics, days, label, mayBook, today }: WeekTableProps) {
  const entries = inOrder(clinics);
  return (
    <LedgerTable
      label={label}
      isWeek
      columns={days.map((day) => ({
        key: day,
        isToday: day === today,
        heading: (
          <>
            {weekdayOf(day)}
            <span className="ledger__clinic">
              {dateText(day)}
              {day === today && ', today'}
            </span>
          </>
        ),
      }))}
      hours={hoursOf(entries.map(({ entry }) => entry))}
      thisHour={undefined}
      cell={(column, hour) => {
        const within = entries.filter(({ entry }) => entry.start.startsWith(days[column] ?? '-') && hourOf(entry) === hour);
        return <Entries entries={within} mayBook={mayBook} choose={choose} />;
      }}
    />
  );
});
