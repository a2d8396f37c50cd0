// Whom something is booked for: the patient whose record is open, or one who is found here.
import type { OutputOf } from '@s1kit/link';
import { useEffect, useId, useState } from 'react';
import { useOperation } from '../api/queries.js';
import { useRight } from '../api/user.js';
import { dateText } from '../elements/dates.js';
import { Failure } from '../elements/Failure.js';
import { PatientNumber } from '../elements/PatientNumber.js';
import { useAfterPause } from '../elements/use-after-pause.js';
import { patientName } from '../patient/names.js';
import { genderText } from '../words/genders.js';

export type BookedFor = Pick<
  OutputOf<'patients.find'>['patients'][number],
  'number' | 'title' | 'firstName' | 'surname' | 'dateOfBirth' | 'dateOfDeath' | 'age' | 'sex'
>;

interface WhoForProps {
  readonly chosen: BookedFor | undefined;
  readonly choose: (patient: BookedFor) => void;
}

export function WhoFor({ choose, chosen }: WhoForProps) {
  const [text, setText] = useState('');
  const wanted = useAfterPause(text.trim());
  const id = useId();
  const mayFind = useRight('patients.search');
  const open = useOperation('record.banner', {}, { enabled: useRight('demographics.read') });
  const found = useOperation('patients.find', { text: wanted }, { enabled: mayFind && wanted.length >= 2 });
  const isFound = wanted.length >= 2 && found.data !== undefined && !found.isPlaceholderData;
  const offered = unique([...(open.data == null ? [] : [open.data]), ...(isFound ? found.data.patients : []), ...(chosen === undefined ? [] : [chosen])]);
  return (
    <fieldset className="nhsuk-fieldset who-for">
      <legend className="nhsuk-fieldset__legend">Patient</legend>
      {mayFind && (
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor={id}>
            Find a patient
          </label>
          <div className="nhsuk-hint" id={`${id}-hint`}>
            By name, NHS number or date of birth
          </div>
          <input
            id={id}
            className="nhsuk-input"
            type="search"
            autoComplete="off"
            maxLength={200}
            aria-describedby={`${id}-hint`}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </div>
      )}
      {found.error !== null && <Failure failure={found.error} />}
      <p className="secondary who-for__found" role="status">
        {isFound && wordsFor(found.data)}
        {wanted === '' && open.data != null && 'The record that is open is at the top.'}
        {offered.length === 0 && wanted === '' && 'No record is open: find the patient.'}
      </p>
      {offered.map((patient) => (
        <label key={patient.number} className="who-for__patient">
          <input type="radio" name={`${id}-patient`} checked={patient.number === chosen?.number} onChange={() => choose(patient)} />
          <span>
            <strong>{patientName(patient)}</strong>
            {patient.number === open.data?.number && <span className="who-for__open"> open record</span>}
            {patient.dateOfDeath !== null && <span className="who-for__open"> died {dateText(patient.dateOfDeath)}</span>}
            <span className="secondary">
              Born {dateText(patient.dateOfBirth)}
              {patient.dateOfDeath === null && patient.age !== '' && ` (${patient.age})`} · {genderText(patient.sex)} · <PatientNumber value={patient.number} />
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Whose record is open when the dialog opens: whoever is chosen stays so, also when another record opens meanwhile. */
export function useFirstOpenPatient() {
  const mayRead = useRight('demographics.read');
  const { data, isFetchedAfterMount, isFetching, refetch } = useOperation('record.banner', {}, { enabled: mayRead });
  const [chosen, setChosen] = useState<BookedFor>();
  const [isFirst, setFirst] = useState(true);
  // What was read before may be of a record that has closed since: nobody is offered who was not read just now.
  useEffect(() => {
    if (mayRead) void refetch();
  }, [mayRead, refetch]);
  if (isFirst && isFetchedAfterMount && !isFetching) {
    setFirst(false);
    if (data != null && chosen === undefined) setChosen(data);
  }
  return [chosen, setChosen] as const;
}

function wordsFor({ hint, more, patients }: OutputOf<'patients.find'>): string {
  if (hint !== null) return hint;
  if (patients.length === 0) return 'Nobody matches. Confidential patients are found by their NHS number alone.';
  if (more) return `More than ${patients.length} patients match: say more, such as a first name or a date of birth.`;
  return patients.length === 1 ? '1 patient' : `${patients.length} patients`;
}

function unique(patients: readonly BookedFor[]): readonly BookedFor[] {
  return [...new Map(patients.map((patient) => [patient.number, patient])).values()];
}
