// Signing in: by user name and password, or in Demo as any member of staff with one click.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Credentials, type Front, signIn } from '../api/front.js';
import { Failure } from '../elements/Failure.js';
import { Page } from '../elements/Page.js';
import { DemoStaff } from './DemoStaff.js';
import { PasswordForm } from './PasswordForm.js';
import { WorkstationChoice } from './WorkstationChoice.js';

export function SignIn({ front }: { readonly front: Front }) {
  const queries = useQueryClient();
  const [workstation, setWorkstation] = useState(front.workstation);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const enter = (credentials: Omit<Credentials, 'workstation'>): void => {
    setFailure(undefined);
    setBusy(true);
    signIn(queries, front.workstations.length > 1 ? { ...credentials, workstation } : credentials)
      .catch(setFailure)
      .finally(() => setBusy(false));
  };

  return (
    <main className="sign-in" id="maincontent" tabIndex={-1}>
      <Page title="Sign in">
        <p className="sign-in__where">
          <span className="header__mark" aria-hidden="true" /> {front.organisation}
        </p>
        {front.workstations.length > 1 && <WorkstationChoice names={front.workstations} chosen={workstation} choose={setWorkstation} />}
        {failure !== undefined && <Failure failure={failure} />}
        {front.staff !== null && <DemoStaff staff={front.staff} atDesk={front.atDesk?.userName} busy={busy} enter={enter} />}
        {front.staff === null ? (
          <PasswordForm userName={front.atDesk?.userName ?? ''} busy={busy} enter={enter} />
        ) : (
          <details className="nhsuk-details">
            <summary className="nhsuk-details__summary">
              <span className="nhsuk-details__summary-text">Sign in with a user name and password</span>
            </summary>
            <div className="nhsuk-details__text">
              <PasswordForm userName="" busy={busy} enter={enter} />
            </div>
          </details>
        )}
        <p className="sign-in__note">s1kit {front.version}. Independent of TPP and the NHS, and not for clinical use.</p>
      </Page>
    </main>
  );
}
