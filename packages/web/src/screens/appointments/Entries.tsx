// Entries of the ledger below one another.
import { keyed } from './hours.js';
import { SlotButton } from './SlotButton.js';
import type { ClinicEntry } from './states.js';

interface EntriesProps {
  readonly entries: readonly ClinicEntry[];
  /** Whether each names its clinician; else a heading does. */
  readonly named?: boolean;
  readonly mayBook: boolean;
  readonly choose: (chosen: ClinicEntry) => void;
}

export function Entries({ choose, entries, mayBook, named = false }: EntriesProps) {
  if (entries.length === 0) return null;
  return (
    <ul>
      {keyed(entries).map(([key, each]) => (
        <li key={key}>
          <SlotButton {...each} named={named} mayBook={mayBook} choose={choose} />
        </li>
      ))}
    </ul>
  );
}
