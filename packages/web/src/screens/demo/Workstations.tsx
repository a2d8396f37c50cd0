// Who sits where: each workstation of the environment, with its user, its record and what waits there.
import { useOperation } from '../api/queries.js';
import { roleNames } from '../api/user.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Scrolling } from '../elements/Scrolling.js';

export function Workstations() {
  const { data, error, refetch } = useOperation('environment.workstations', {});
  return (
    <>
      <div className="section-heading">
        <p className="secondary">A workstation has a listener, a user and an open record of its own. s1kit demo --workstations starts more of them.</p>
        <button type="button" className="link-button" onClick={() => void refetch()}>
          Read again
        </button>
      </div>
      {error !== null && <Failure failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading what="the workstations" />}
      {data !== undefined && (
        <Scrolling label="Workstations">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Workstation</th>
                <th scope="col">Signed in</th>
                <th scope="col">Record</th>
                <th scope="col">Applications that ask</th>
              </tr>
            </thead>
            <tbody>
              {data.map((workstation) => (
                <tr key={workstation.name}>
                  <th scope="row" className="named">
                    {workstation.name} {workstation.here && <span className="secondary">this one</span>}
                  </th>
                  <td>{workstation.user === null ? 'nobody' : `${workstation.user.name}, ${roleName(workstation.user.role)}`}</td>
                  <td>
                    {workstation.recordOpen ? 'open' : 'none open'}
                    {workstation.unsaved && ', with unsaved changes'}
                  </td>
                  <td>{workstation.prompts === 0 ? 'none' : workstation.prompts}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
    </>
  );
}

function roleName(role: string): string {
  return Object.entries(roleNames).find(([each]) => each === role)?.[1] ?? role;
}
