// A day of the ledger: a column for each clinic, a row for each hour.
import { memo } from 'react';
import { hourOf, hoursOf } from './hours.js';
import { LedgerTable } from './LedgerTable.js';
import { SlotButton } from './SlotButton.js';
import { type Clinic, type ClinicEntry, entryKey } from './states.js';

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
        const within = entries.filter((entry) => hourOf(entry) === hour);
        if (within.length === 0 || !('id' in clinic)) return null;
        return (
          <ul>
            {within.map((entry) => (
              <li key={entryKey(entry)}>
                <SlotButton clinic={clinic} entry={entry} mayBook={mayBook} choose={choose} />
              </li>
            ))}
          </ul>
        );
      }}
    />
  );
});
