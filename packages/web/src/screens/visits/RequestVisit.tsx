// Requesting a visit to a patient.
import { Select } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { useChange } from '../api/queries.js';
import { useFront } from '../api/user.js';
import { DateEntry } from '../elements/DateEntry.js';
import { parseTime } from '../elements/date-entry.js';
import { isDay } from '../elements/days.js';
import { Failure } from '../elements/Failure.js';
import { Modal } from '../elements/Modal.js';
import { patientName } from '../patient/names.js';
import { TextField } from '../schedule/TextField.js';
import { useFirstOpenPatient, WhoFor } from '../schedule/WhoFor.js';

interface RequestVisitProps {
  /** The day that is shown. */
  readonly day: string;
  readonly people: readonly (readonly [userName: string, name: string])[];
  /** @param done what was done, in words */
  readonly close: (done?: string) => void;
}

const durations = [10, 15, 20, 30, 40, 60, 90] as const;

export function RequestVisit({ close, day, people }: RequestVisitProps) {
  const me = useFront()?.user?.userName ?? '';
  const [patient, setPatient] = useFirstOpenPatient();
  const [date, setDate] = useState(day);
  const [time, setTime] = useState('');
  const [minutes, setMinutes] = useState(30);
  const [visitor, setVisitor] = useState(people.some(([userName]) => userName === me) ? me : '');
  const [comments, setComments] = useState('');
  const request = useChange('visits.request', ['visits.list']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (patient === undefined || !isDay(date) || parseTime(time) === undefined || visitor === '') return;
    request.mutate(
      { nhsNumber: patient.number, start: `${date}T${time}:00`, minutes, visitor, ...(comments.trim() !== '' && { comments }) },
      { onSuccess: () => close(`Requested: a visit to ${patientName(patient)} at ${time}.`) },
    );
  };
  return (
    <Modal title="Request a visit" dismiss={() => close()}>
      {request.error !== null && <Failure failure={request.error} />}
      <form onSubmit={submit}>
        <WhoFor chosen={patient} choose={setPatient} />
        <div className="fields">
          <DateEntry label="Date" required value={date} change={setDate} />
          <DateEntry label="Time" of="time" required value={time} change={setTime} />
          <Select label="For" value={minutes} onChange={({ currentTarget }) => setMinutes(Number(currentTarget.value))}>
            {durations.map((each) => (
              <Select.Option key={each} value={each}>
                {each} minutes
              </Select.Option>
            ))}
          </Select>
        </div>
        <Select label="Who visits" value={visitor} required onChange={({ currentTarget }) => setVisitor(currentTarget.value)}>
          {visitor === '' && <Select.Option value="">Choose who</Select.Option>}
          {people.map(([userName, name]) => (
            <Select.Option key={userName} value={userName}>
              {name}
            </Select.Option>
          ))}
        </Select>
        <TextField label="Comments" hint="Why, and how to get in" value={comments} change={setComments} limit={2000} lines={3} />
        <div className="buttons">
          <button type="submit" className="nhsuk-button" disabled={patient === undefined || request.isPending}>
            {patient === undefined ? 'Request' : `Request for ${patientName(patient)}`}
          </button>
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => close()}>
            Do not request
          </button>
        </div>
      </form>
    </Modal>
  );
}
