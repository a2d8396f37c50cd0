// A visit with what is known of it, who goes, and what can be done next.
import { Select } from 'nhsuk-react-components';
import { useChange } from '../api/queries.js';
import { dateText } from '../elements/dates.js';
import { weekdayOf } from '../elements/days.js';
import { Failure } from '../elements/Failure.js';
import { Modal } from '../elements/Modal.js';
import { PatientNumber } from '../elements/PatientNumber.js';
import { EntryFacts, enteredText } from '../schedule/EntryFacts.js';
import { OpenRecord } from '../schedule/OpenRecord.js';
import { StatusActions } from '../schedule/StatusActions.js';
import { visitedName, Where } from './VisitTable.js';
import { type Visit, visitActions, visitClass, visitWords } from './visit-status.js';

interface VisitDialogProps {
  readonly visit: Visit;
  /** Whether it is not in the list any more. */
  readonly isGone: boolean;
  readonly people: readonly (readonly [userName: string, name: string])[];
  readonly mayChange: boolean;
  readonly close: () => void;
}

export function VisitDialog({ close, isGone, mayChange: mayAtAll, people, visit }: VisitDialogProps) {
  const setStatus = useChange('visits.setStatus', ['visits.list']);
  const assign = useChange('visits.assign', ['visits.list']);
  const { comments, minutes, next, patient, start, status, uid, visitor } = visit;
  const mayChange = mayAtAll && !isGone;
  const failure = setStatus.error ?? assign.error;
  const day = start.slice(0, 10);
  return (
    <Modal title={`Visit to ${visitedName(visit)}`} dismiss={close}>
      <p role="status" className="appointment-state">
        <span className={`state-mark state-mark--${visitClass(status)}`}>{visitWords[status]}</span>
      </p>
      <EntryFacts
        facts={{
          When: `${weekdayOf(day)} ${dateText(day)}, ${start.slice(11, 16)}, ${minutes} minutes`,
          Patient: <Who visit={visit} />,
          Where: patient === null ? 'Not shown' : <Where visit={visit} />,
          'Who visits': visitor.name,
          Comments: comments === '' ? 'None' : <span className="as-written">{comments}</span>,
          Requested: enteredText(visit),
        }}
      />
      {isGone && <p role="status">This visit is not in the list any more: it was given to somebody else, put on another day, or deleted.</p>}
      {failure !== null && <Failure failure={failure} />}
      {mayChange && status !== 'Cancelled' && (
        <Select
          label="Give it to"
          value={visitor.userName}
          disabled={assign.isPending}
          onChange={({ currentTarget }) => assign.mutate({ visitUid: uid, seen: visitor.userName, visitor: currentTarget.value })}
        >
          {people.map(([userName, name]) => (
            <Select.Option key={userName} value={userName}>
              {name}
            </Select.Option>
          ))}
        </Select>
      )}
      {mayChange && (
        <StatusActions
          key={status}
          what="visit"
          {...visitActions(visit)}
          canCancel={next.includes('Cancelled')}
          busy={setStatus.isPending}
          change={(wanted, reason) => setStatus.mutate({ visitUid: uid, seen: status, status: wanted, ...(reason !== undefined && { reason }) })}
        />
      )}
      {status === 'Cancelled' && <p className="secondary">What has been cancelled stays cancelled: request another visit.</p>}
      <div className="buttons dialog-end">
        {patient !== null && <OpenRecord nhsNumber={patient.nhsNumber} />}
        <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={close}>
          Back to the visits
        </button>
      </div>
    </Modal>
  );
}

function Who({ visit }: { readonly visit: Visit }) {
  const { patient } = visit;
  if (patient === null) return visitedName(visit);
  return (
    <>
      Born {dateText(patient.dateOfBirth)}
      {patient.dateOfDeath !== null && `, died ${dateText(patient.dateOfDeath)}`}
      <br />
      <PatientNumber value={patient.nhsNumber} />
    </>
  );
}
