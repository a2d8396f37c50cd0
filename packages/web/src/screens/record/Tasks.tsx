// The tasks about the patient of the open record.
import { useState } from 'react';
import { useOperation } from '../api/queries.js';
import { dateTimeText } from '../elements/dates.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Scrolling } from '../elements/Scrolling.js';
import { LongText } from './items/LongText.js';

/** What is asked for once somebody wants all: the most that the desktop gives. */
const [some, all] = [200, 5_000];

export function Tasks({ patient }: { readonly patient: string }) {
  const [limit, setLimit] = useState(some);
  const { data, error, refetch } = useOperation('record.tasks', { patient, limit });
  if (data === undefined) return error === null ? <Loading what="tasks" /> : <Failure failure={error} again={() => void refetch()} />;
  if (data.tasks.length === 0) return <Empty title="There are no tasks about this patient" />;
  return (
    <>
      <Scrolling label="Table of tasks">
        <table className="table">
          <caption className="nhsuk-u-visually-hidden">Tasks, latest due first</caption>
          <thead>
            <tr>
              <th scope="col">Due</th>
              <th scope="col">Task</th>
              <th scope="col">Status</th>
              <th scope="col">What is to be done</th>
              <th scope="col">Whose</th>
            </tr>
          </thead>
          <tbody>
            {data.tasks.map(({ Content = '', DateTime = '', GroupNameAssigned, Status = '', TaskType, TaskUID, UserNameAssigned }) => (
              <tr key={TaskUID}>
                <th scope="row" className="table__date">
                  {dateTimeText(DateTime)}
                </th>
                <td>{TaskType}</td>
                <td>
                  {Status}
                  {isOverdue(DateTime, Status, data.now) && <span className="mark mark--amber">overdue</span>}
                </td>
                <td className="said">
                  <LongText text={Content} />
                </td>
                <td>{[data.names[UserNameAssigned ?? ''] ?? UserNameAssigned, GroupNameAssigned].filter(Boolean).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      {data.more && limit === some && (
        <p className="more">
          <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={() => setLimit(all)}>
            Show older ones
          </button>
        </p>
      )}
    </>
  );
}

function isOverdue(due: string, status: string, now: string): boolean {
  return due < now && status !== 'Complete' && status !== 'Cancelled';
}
