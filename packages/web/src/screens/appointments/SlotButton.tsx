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
  const canChoose = entry.state === 'appointment' || (entry.state === 'free' && mayBook);
  if (!canChoose) {
    return (
      <div className={look}>
        <Words clinic={clinic} entry={entry} named={named} />
      </div>
    );
  }
  return (
    <button type="button" className={look} onClick={() => choose({ clinic, entry })}>
      <Words clinic={clinic} entry={entry} named={named} />
      <span className="nhsuk-u-visually-hidden">: {entry.state === 'free' ? 'book' : 'details'}</span>
    </button>
  );
}

/** Read in order they say all of it: 09:10 Dr Shah, Routine, Free. */
function Words({ clinic, entry, named }: ClinicEntry & { readonly named: boolean }) {
  return (
    <>
      <span className="slot__time">{entry.start.slice(11, 16)}</span>{' '}
      <span className={named ? 'slot__clinician' : 'nhsuk-u-visually-hidden'}>{clinic.clinician.name}</span>
      <Pause />
      {entry.appointment !== null && <span className="slot__patient">{whose(entry)}</span>}
      <span className="slot__type">
        {entry.appointment !== null && <Pause />}
        {entry.slotType}
        <Pause />
      </span>{' '}
      <span className="slot__state">{stateWord(entry)}</span>
    </>
  );
}

/** Heard, not seen: on the screen the parts stand apart. */
function Pause() {
  return <span className="nhsuk-u-visually-hidden">, </span>;
}

export function whose({ appointment }: Entry): string {
  if (appointment?.patient != null) return patientName(appointment.patient);
  return appointment?.isConfidential === true ? 'Confidential patient' : 'Patient';
}
