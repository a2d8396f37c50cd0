// One application: what it may do, its keys, where it is used; a new key, and its end.
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useOperation } from '../api/queries.js';
import { dateTimeText } from '../elements/dates.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Page } from '../elements/Page.js';
import { knownFunctions } from '../functions/function-words.js';
import { MayDo } from '../functions/MayDo.js';
import { ApplicationDevices } from './ApplicationDevices.js';
import { RevokeDialog } from './RevokeDialog.js';
import { RotateDialog } from './RotateDialog.js';

export function Application() {
  const { applicationId } = useParams({ from: '/applications/$applicationId' });
  const { data, error, refetch } = useOperation('applications.list', {});
  const [asking, setAsking] = useState<'rotate' | 'revoke'>();
  const application = data?.find(({ id }) => id === applicationId);
  if (application === undefined) {
    return (
      <Page title="Application">
        {error !== null && <Failure failure={error} again={() => void refetch()} />}
        {data === undefined && error === null && <Loading what="the application" />}
        {data !== undefined && (
          <Empty title="There is no such application">
            <p>
              <Link to="/applications">All applications</Link>
            </p>
          </Empty>
        )}
      </Page>
    );
  }
  const stands = application.revokedAt === null;
  return (
    <Page
      title={application.name}
      actions={
        stands && (
          <div className="buttons">
            <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={() => setAsking('rotate')}>
              Make a new key
            </button>
            <button type="button" className="nhsuk-button nhsuk-button--warning nhsuk-button--small" onClick={() => setAsking('revoke')}>
              Revoke
            </button>
          </div>
        )
      }
    >
      <p className="secondary">
        <Link to="/applications">All applications</Link>
      </p>
      {application.revokedAt !== null && (
        <p className="warning-note">It was revoked on {dateTimeText(application.revokedAt)}: none of its keys is accepted, and it cannot be put back.</p>
      )}
      <section className="panel" aria-labelledby="may">
        <h2 id="may">It may</h2>
        <MayDo functions={application.functions ?? knownFunctions} />
        {application.functions === null && <p className="secondary">It may call every function, also those that are added later.</p>}
      </section>
      {stands && (
        <section className="panel" aria-labelledby="keys">
          <h2 id="keys">Keys</h2>
          <ul className="plain-list">
            {application.keys.map((key) => (
              <li key={`${key.createdAt} ${key.expiresAt}`}>
                Made {dateTimeText(key.createdAt)}, {key.expiresAt === null ? 'without an end' : `accepted until ${dateTimeText(key.expiresAt)}`}
              </li>
            ))}
          </ul>
          <p className="secondary">The keys themselves are kept nowhere.</p>
        </section>
      )}
      <ApplicationDevices applicationId={application.id} />
      {asking === 'rotate' && <RotateDialog application={application} close={() => setAsking(undefined)} />}
      {asking === 'revoke' && <RevokeDialog application={application} close={() => setAsking(undefined)} />}
    </Page>
  );
}
