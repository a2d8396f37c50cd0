// Whom there is to test with: the patients in the order in which they were made, the documented edge cases first.
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useOperation } from '../api/queries.js';
import { dateText } from '../elements/dates.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { NhsNumber } from '../elements/NhsNumber.js';
import { Scrolling } from '../elements/Scrolling.js';
import { useOpening } from '../patient/opening.js';

const pageSize = 50;

export function Patients() {
  const { skip = 0 } = useSearch({ from: '/demo' });
  // One more than is shown tells whether there is another page.
  const { data, error, refetch } = useOperation('data.patients', { skip, limit: pageSize + 1 });
  const open = useOpening();
  const [failure, setFailure] = useState<unknown>();
  const patients = data?.slice(0, pageSize) ?? [];
  return (
    <>
      {error !== null && <Failure failure={error} again={() => void refetch()} />}
      {failure !== undefined && <Failure failure={failure} />}
      {data === undefined && error === null && <Loading what="the patients" />}
      {data?.length === 0 && <Empty title={skip === 0 ? 'There are no patients' : 'There are no more patients'} />}
      {patients.length > 0 && (
        <Scrolling label="Patients">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Record</th>
                <th scope="col">Born</th>
                <th scope="col">Number</th>
                <th scope="col">Stands for</th>
                <th scope="col" className="table__number">
                  Events
                </th>
              </tr>
            </thead>
            <tbody>
              {patients.map((patient) => {
                const number = patient.nhsNumber ?? patient.pseudoNumber ?? '';
                const name = `${patient.surname.toUpperCase()}, ${[patient.firstName, patient.middleNames].filter((part) => part !== '').join(' ')}`;
                return (
                  <tr key={number}>
                    <th scope="row" className="named">
                      {name} {patient.title !== '' && `(${patient.title})`}
                    </th>
                    <td>
                      <button
                        type="button"
                        className="link-button"
                        aria-label={`Open the record of ${name}`}
                        onClick={() => void open(number).then(() => setFailure(undefined), setFailure)}
                      >
                        Open
                      </button>
                    </td>
                    <td className="nowrap">
                      {dateText(patient.dateOfBirth)}
                      {patient.dateOfDeath !== null && <span className="secondary"> died {dateText(patient.dateOfDeath)}</span>}
                    </td>
                    <td>
                      <NhsNumber value={number} />
                    </td>
                    <td>
                      {patient.edgeCase}
                      {patient.confidential && patient.edgeCase !== 'confidential' && <span className="secondary"> confidential</span>}
                    </td>
                    <td className="table__number">{patient.events.toLocaleString('en-GB')}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scrolling>
      )}
      <p className="buttons pages">
        {skip > 0 && (
          <Link to="/demo" search={{ part: 'patients', ...(skip > pageSize ? { skip: skip - pageSize } : {}) }}>
            Earlier patients
          </Link>
        )}
        {(data?.length ?? 0) > pageSize && (
          <Link to="/demo" search={{ part: 'patients', skip: skip + pageSize }}>
            More patients
          </Link>
        )}
      </p>
    </>
  );
}
