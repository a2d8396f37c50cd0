// The applications that are registered with this organisation.
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useOperation } from '../api/queries.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Page } from '../elements/Page.js';
import { TabLinks } from '../elements/TabLinks.js';
import { ApplicationTable } from './ApplicationTable.js';
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
      {shown.length > 0 && <ApplicationTable applications={shown} show={show} />}
      {registering && <RegisterDialog close={() => setRegistering(false)} />}
    </Page>
  );
}
