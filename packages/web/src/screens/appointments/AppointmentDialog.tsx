// An appointment with what is known of it, and what can be done next.
import { useChange } from '../api/queries.js';
import { useRight } from '../api/user.js';
import { dateText } from '../elements/dates.js';
import { weekdayOf } from '../elements/days.js';
import { Failure } from '../elements/Failure.js';
import { Modal } from '../elements/Modal.js';
import { PatientNumber } from '../elements/PatientNumber.js';
import { EntryFacts, enteredText } from '../schedule/EntryFacts.js';
import { OpenRecord } from '../schedule/OpenRecord.js';
import { StatusActions } from '../schedule/StatusActions.js';
import { nextSteps } from './next-steps.js';
import { whose } from './SlotButton.js';
import { type Appointment, type ClinicEntry, stateClass, stateWord } from './states.js';

interface AppointmentDialogProps {
  readonly chosen: ClinicEntry;
  /** Whether it is in the ledger no longer: it was deleted. */
  readonly isGone: boolean;
  readonly close: () => void;
}

export function AppointmentDialog({ chosen: { clinic, entry }, close, isGone }: AppointmentDialogProps) {
  const change = useChange('appointments.setStatus', ['appointments.ledger', 'appointments.counts']);
  const mayChange = useRight('schedule.write');
  const { appointment } = entry;
  if (appointment === null) return null;
  const { comments, flags, next, patient, status, uid } = appointment;
  const day = entry.start.slice(0, 10);
  return (
    <Modal title={`${whose(entry)}, ${entry.start.slice(11, 16)}`} dismiss={() => close()}>
      <p role="status" className="appointment-state">
        <span className={`state-mark state-mark--${stateClass(entry)}`}>{isGone ? 'Deleted' : stateWord(entry)}</span>
      </p>
      <EntryFacts
        facts={{
          Patient: <Who appointment={appointment} />,
          When: `${weekdayOf(day)} ${dateText(day)}, ${entry.start.slice(11, 16)}, ${entry.minutes} minutes`,
          With: `${clinic.clinician.name}, ${clinic.clinicType}, ${clinic.siteName}`,
          Slot: entry.slotType,
          Comments: comments === '' ? 'None' : <span className="as-written">{comments}</span>,
          Flags: flags.length === 0 ? 'None' : flags.join(', '),
          Booked: enteredText(appointment),
        }}
      />
      {change.error !== null && <Failure failure={change.error} />}
      {!isGone && mayChange && (
        <StatusActions
          // Another state has other actions: one that was half done is not carried over.
          key={status}
          what="appointment"
          {...nextSteps(appointment)}
          canCancel={next.includes('Cancelled')}
          busy={change.isPending}
          change={(wanted, reason) => change.mutate({ appointmentUid: uid, seen: status, status: wanted, ...(reason !== undefined && { reason }) })}
        />
      )}
      {status === 'Cancelled' && <p className="secondary">What has been cancelled stays cancelled: book another slot.</p>}
      <div className="buttons dialog-end">
        {patient !== null && <OpenRecord nhsNumber={patient.nhsNumber} />}
        <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={() => close()}>
          Back to the ledger
        </button>
      </div>
    </Modal>
  );
}

function Who({ appointment: { isConfidential, patient } }: { readonly appointment: Appointment }) {
  if (patient === null) {
    return isConfidential ? 'Confidential: named when their record is open, which is found by NHS number.' : 'Not shown to your role';
  }
  return (
    <>
      Born {dateText(patient.dateOfBirth)}
      {patient.dateOfDeath !== null && `, died ${dateText(patient.dateOfDeath)}`}
      <br />
      <PatientNumber value={patient.nhsNumber} />
    </>
  );
}
