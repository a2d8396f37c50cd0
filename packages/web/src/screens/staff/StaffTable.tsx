// Who works here.
import type { OutputOf } from '@s1kit/link';
import { roleNames, useFront } from '../api/user.js';

interface StaffTableProps {
  readonly staff: OutputOf<'staff.list'>;
  readonly choose: (userName: string) => void;
}

export function StaffTable({ choose, staff }: StaffTableProps) {
  const me = useFront()?.user?.userName;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="table-scroll" aria-label="People" tabIndex={0}>
      <table className="table table--cards">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">User name</th>
            <th scope="col">Job</th>
            <th scope="col">Site</th>
            <th scope="col">Role</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {staff.map(({ jobTitle, name, role, site, userName }) => (
            <tr key={userName}>
              <th scope="row">
                {name}
                {userName === me && <span className="secondary"> (you)</span>}
              </th>
              <td data-label="User name">{userName}</td>
              <td data-label="Job">{jobTitle}</td>
              <td data-label="Site">{site}</td>
              <td data-label="Role">{roleNames[role]}</td>
              <td>
                <button type="button" className="link-button" onClick={() => choose(userName)}>
                  Change role<span className="nhsuk-u-visually-hidden"> of {name}</span>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
