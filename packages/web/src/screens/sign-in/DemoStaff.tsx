// The staff of a Demo, by role: one click signs in as any of them.
import type { DemoMember, Role } from '../api/front.js';
import { roleNames } from '../api/user.js';

interface DemoStaffProps {
  readonly staff: readonly DemoMember[];
  /** The user name of who is signed in at the workstation. */
  readonly atDesk: string | undefined;
  readonly busy: boolean;
  readonly enter: (credentials: { readonly userName: string; readonly password: string }) => void;
}

/** The order in which roles are offered. */
const roles: readonly Role[] = ['clinician', 'receptionist', 'administrator', 'informationGovernanceLead'];

export function DemoStaff({ staff, atDesk, busy, enter }: DemoStaffProps) {
  const here = staff.find(({ userName }) => userName === atDesk);
  return (
    <>
      {here !== undefined && (
        <section className="sign-in__here" aria-labelledby="here">
          <h2 id="here" className="nhsuk-heading-s">
            Signed in at this workstation
          </h2>
          <button type="button" className="nhsuk-button" disabled={busy} onClick={() => enter(here)}>
            Continue as {here.name}
          </button>
        </section>
      )}
      <h2 className="nhsuk-heading-s">Sign in as somebody else</h2>
      {roles.map((role) => {
        const members = staff.filter((member) => member.role === role && member.userName !== atDesk);
        if (members.length === 0) return null;
        return (
          <section key={role} className="sign-in__role" aria-labelledby={`role-${role}`}>
            <h3 id={`role-${role}`} className="sign-in__role-name">
              {roleNames[role]}
            </h3>
            <ul className="sign-in__members">
              {members.map((member) => (
                <li key={member.userName}>
                  <button type="button" className="member" disabled={busy} onClick={() => enter(member)}>
                    {member.name}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
