// Who may do what: every right in plain words, and which roles have it.
import type { OutputOf } from '@s1kit/link';
import { roleNames } from '../api/user.js';

export function RoleTable({ rights, roles }: OutputOf<'staff.roles'>) {
  return (
    <>
      <p>What a role may not do, its screens do not show, and the server refuses. It is the same for what an application asks in somebody’s name.</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="table-scroll" aria-label="Who may do what" tabIndex={0}>
        <table className="table role-table">
          <thead>
            <tr>
              <th scope="col">What one may do</th>
              {roles.map(({ role }) => (
                <th scope="col" key={role}>
                  {roleNames[role]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rights.map(({ name, right }) => (
              <tr key={right}>
                <th scope="row">
                  {name}
                  <code className="role-table__right">{right}</code>
                </th>
                {roles.map((role) => (
                  <td key={role.role}>
                    {role.rights.includes(right) ? <strong className="role-table__may">May</strong> : <span className="secondary">May not</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
