// The visits of a day as a table; each visit can be opened by its time.

import { PatientNumber } from '../elements/PatientNumber.js';
import { patientName } from '../patient/names.js';
import { type Visit, visitClass, visitWords } from './visit-status.js';

interface VisitTableProps {
  readonly visits: readonly Visit[];
  readonly choose: (visit: Visit) => void;
}

export function VisitTable({ choose, visits }: VisitTableProps) {
  return (
    <div className="visits">
      <table className="table table--cards">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Patient</th>
            <th scope="col">Where</th>
            <th scope="col">Who visits</th>
            <th scope="col">State</th>
            <th scope="col">Comments</th>
          </tr>
        </thead>
        <tbody>
          {visits.map((visit) => (
            <tr key={visit.uid}>
              <td>
                <button
                  type="button"
                  className="link-button"
                  aria-label={`${visit.start.slice(11, 16)}, ${visitedName(visit)}: details`}
                  onClick={() => choose(visit)}
                >
                  {visit.start.slice(11, 16)}
                </button>
                <span className="secondary visits__minutes">{visit.minutes} min</span>
              </td>
              <td>
                {visitedName(visit)}
                {visit.patient !== null && (
                  <span className="secondary visits__number">
                    <PatientNumber value={visit.patient.nhsNumber} />
                  </span>
                )}
              </td>
              <td>
                <Where visit={visit} />
              </td>
              <td data-label="Who visits">{visit.visitor.name}</td>
              <td>
                <span className={`state-mark state-mark--${visitClass(visit.status)}`}>{visitWords[visit.status]}</span>
              </td>
              <td className="as-written">{visit.comments}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function visitedName({ isConfidential, patient }: Visit): string {
  if (patient !== null) return patientName(patient);
  return isConfidential ? 'Confidential patient' : 'Patient';
}

export function Where({ visit: { patient } }: { readonly visit: Visit }) {
  if (patient === null) return null;
  const address = patient.address.join(', ');
  return (
    <>
      {address === '' ? 'No address is recorded' : address}
      {patient.telephones.length > 0 && <span className="secondary visits__number">{patient.telephones.join(', ')}</span>}
    </>
  );
}
