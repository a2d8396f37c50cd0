// Booking a free slot for a patient.
import { type FormEvent, useState } from 'react';
import { useChange } from '../api/queries.js';
import { dateText } from '../elements/dates.js';
import { weekdayOf } from '../elements/days.js';
import { Failure } from '../elements/Failure.js';
import { Modal } from '../elements/Modal.js';
import { patientName } from '../patient/names.js';
import { EntryFacts } from '../schedule/EntryFacts.js';
import { TextField } from '../schedule/TextField.js';
import { useFirstOpenPatient, WhoFor } from '../schedule/WhoFor.js';
import type { ClinicEntry } from './states.js';

interface BookDialogProps {
  readonly slot: ClinicEntry;
  /** Whether somebody else has taken it since, or it has begun. */
  readonly isGone: boolean;
  /** @param done what was done, in words */
  readonly close: (done?: string) => void;
}

export function BookDialog({ close, isGone, slot: { clinic, entry } }: BookDialogProps) {
  const [patient, setPatient] = useFirstOpenPatient();
  const [comments, setComments] = useState('');
  const [flag, setFlag] = useState('');
  const book = useChange('appointments.book', ['appointments.ledger', 'appointments.counts']);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (patient === undefined) return;
    const { clinicType, clinician, siteName } = clinic;
    const { minutes, slotType, start } = entry;
    const words = { ...(comments.trim() !== '' && { comments }), ...(flag.trim() !== '' && { flags: [flag.trim()] }) };
    book.mutate(
      { nhsNumber: patient.number, clinician: clinician.userName, siteName, clinicType, slotType, start, minutes, ...words },
      { onSuccess: () => close(`Booked: ${start.slice(11, 16)} with ${clinician.name} for ${patientName(patient)}.`) },
    );
  };
  const day = entry.start.slice(0, 10);
  return (
    <Modal title={`Book ${entry.start.slice(11, 16)}, ${weekdayOf(day)} ${dateText(day)}`} dismiss={() => close()}>
      <EntryFacts
        facts={{
          With: clinic.clinician.name,
          Where: `${clinic.clinicType}, ${clinic.siteName}`,
          Slot: `${entry.slotType}, ${entry.minutes} minutes`,
        }}
      />
      {book.error !== null && <Failure failure={book.error} />}
      {isGone && book.isIdle && (
        <div className="failure" role="alert">
          <p>This slot is not free any more: somebody else has taken it, or it has begun. Choose another one.</p>
        </div>
      )}
      <form onSubmit={submit}>
        <WhoFor chosen={patient} choose={setPatient} />
        <TextField
          label="Comments"
          hint="What it is for, as whoever sees the patient should read it"
          value={comments}
          change={setComments}
          limit={2000}
          lines={2}
        />
        <TextField label="Flag" hint="A word pinned to it, such as Interpreter needed" value={flag} change={setFlag} limit={100} />
        <div className="buttons">
          <button type="submit" className="nhsuk-button" disabled={patient === undefined || isGone || book.isPending}>
            {patient === undefined ? 'Book' : `Book for ${patientName(patient)}`}
          </button>
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => close()}>
            {isGone ? 'Back to the ledger' : 'Do not book'}
          </button>
        </div>
      </form>
    </Modal>
  );
}
