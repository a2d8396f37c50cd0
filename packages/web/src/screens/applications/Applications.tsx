// The applications that are registered with this organisation.
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useOperation } from '../api/queries.js';
import { dateText } from '../elements/dates.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Page } from '../elements/Page.js';
import { Scrolling } from '../elements/Scrolling.js';
import { TabLinks } from '../elements/TabLinks.js';
import { RegisterDialog } from './RegisterDialog.js';

export function Applications() {
  const { show } = useSearch({ from: '/applications' });
  const { data, error, refetch } = useOperation('applications.list', {});
  const [registering, setRegistering] = useState(false);
  const standing = data?.filter(({ revokedAt }) => revokedAt === null) ?? [];
  const revoked = data?.filter(({ revokedAt }) => revokedAt !== null) ?? [];
  const shown = show === 'revoked' ? revoked : standing;
  return (
    <Page
      title="Applications"
      actions={
        <button type="button" className="nhsuk-button nhsuk-button--small" onClick={() => setRegistering(true)}>
          Register an application
        </button>
      }
    >
      <TabLinks
        label="Applications"
        chosen={show ?? 'standing'}
        linkTo={(tab) => ({ to: '/applications', search: tab === 'revoked' ? { show: tab } : {} })}
        tabs={[
          { tab: 'standing', name: 'Registered', count: standing.length },
          { tab: 'revoked', name: 'Revoked', count: revoked.length },
        ]}
      />
      {error !== null && <Failure failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading what="the applications" />}
      {data !== undefined && shown.length === 0 && (
        <Empty title={show === 'revoked' ? 'No application was revoked' : 'No application is registered'}>
          <p>{show === 'revoked' ? 'What is revoked stays listed here.' : 'Register one to give it a key. It shows the key with every request.'}</p>
        </Empty>
      )}
      {shown.length > 0 && (
        <Scrolling label="Applications">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Functions</th>
                <th scope="col">{show === 'revoked' ? 'Revoked' : 'Registered'}</th>
                {show !== 'revoked' && <th scope="col">Keys</th>}
              </tr>
            </thead>
            <tbody>
              {shown.map((application) => (
                <tr key={application.id}>
                  <th scope="row" className="named">
                    <Link to="/applications/$applicationId" params={{ applicationId: application.id }}>
                      {application.name}
                    </Link>
                  </th>
                  <td>{application.functions === null ? 'all' : application.functions.length}</td>
                  <td className="nowrap">{dateText(application.revokedAt ?? application.createdAt)}</td>
                  {show !== 'revoked' && <td>{application.keys.length === 1 ? 'one' : `${application.keys.length}, one of them ending`}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
      {registering && <RegisterDialog close={() => setRegistering(false)} />}
    </Page>
  );
}
