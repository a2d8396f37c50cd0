// A day of the ledger: a column for each clinic, a row for each hour.
import { memo } from 'react';
import { Entries } from './Entries.js';
import { hourOf, hoursOf } from './hours.js';
import { LedgerTable } from './LedgerTable.js';
import type { Clinic, ClinicEntry } from './states.js';

interface DayTableProps {
  readonly label: string;
  readonly clinics: readonly Clinic[];
  /** The hour that it is, where the day is today: `09`. */
  readonly thisHour: string | undefined;
  readonly mayBook: boolean;
  readonly choose: (chosen: ClinicEntry) => void;
}

export const DayTable = memo(function DayTable({ choose, clinics, label, mayBook, thisHour }: DayTableProps) {
  return (
    <LedgerTable
      label={label}
      columns={clinics.map(({ clinician, clinicType, id, siteName }) => ({
        key: String(id),
        heading: (
          <>
            {clinician.name}
            <span className="ledger__clinic">
              {clinicType}, {siteName}
            </span>
          </>
        ),
      }))}
      hours={hoursOf(clinics.flatMap(({ entries }) => entries))}
      thisHour={thisHour}
      cell={(column, hour) => {
        const { entries, ...clinic } = clinics[column] ?? { entries: [] };
        if (!('id' in clinic)) return null;
        const within = entries.filter((entry) => hourOf(entry) === hour).map((entry) => ({ clinic, entry }));
        return <Entries entries={within} mayBook={mayBook} choose={choose} />;
      }}
    />
  );
});
