// One slot of the ledger: a button where something can be done with it.
import { patientName } from '../patient/names.js';
import { type ClinicEntry, type Entry, stateClass, stateWord } from './states.js';

interface SlotProps extends ClinicEntry {
  /** Whether its clinician stands beside it, as in a list; else the column names them. */
  readonly named?: boolean;
  readonly mayBook: boolean;
  readonly choose: (chosen: ClinicEntry) => void;
}

export function SlotButton({ choose, clinic, entry, mayBook, named = false }: SlotProps) {
  const look = `slot slot--${stateClass(entry)}`;
  const words = (
    <>
      <span className="slot__time">{entry.start.slice(11, 16)}</span> {entry.appointment !== null && <span className="slot__patient">{whose(entry)}</span>}{' '}
      <span className="slot__type">{entry.slotType}</span> <span className="slot__state">{stateWord(entry)}</span>
      {named && <span className="slot__clinician"> {clinic.clinician.name}</span>}
    </>
  );
  if (entry.state !== 'appointment' && (entry.state !== 'free' || !mayBook)) return <div className={look}>{words}</div>;
  return (
    <button type="button" className={look} aria-label={nameOf({ clinic, entry })} onClick={() => choose({ clinic, entry })}>
      {words}
    </button>
  );
}

/**
 * All of it, in the order in which it is seen (WCAG 2.5.3), and what choosing it does.
 * @example nameOf({ clinic, entry }) // '09:10 Routine, Free, Dr Anita Shah: book'
 */
function nameOf({ clinic, entry }: ClinicEntry): string {
  const what = entry.appointment === null ? entry.slotType : `${whose(entry)}, ${entry.slotType}`;
  return `${entry.start.slice(11, 16)} ${what}, ${stateWord(entry)}, ${clinic.clinician.name}: ${entry.state === 'free' ? 'book' : 'details'}`;
}

export function whose({ appointment }: Entry): string {
  if (appointment?.patient != null) return patientName(appointment.patient);
  return appointment?.isConfidential === true ? 'Confidential patient' : 'Patient';
}
