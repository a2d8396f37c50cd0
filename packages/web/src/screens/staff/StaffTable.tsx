// Who works here.
import type { OutputOf } from '@s1kit/link';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { roleNames, useFront } from '../api/user.js';
import { type Column, SortableTable } from '../elements/SortableTable.js';
import type { StaffColumn } from './columns.js';

interface StaffTableProps {
  readonly staff: OutputOf<'staff.list'>;
  readonly choose: (userName: string) => void;
}

type Member = OutputOf<'staff.list'>[number];

export function StaffTable({ choose, staff }: StaffTableProps) {
  const me = useFront()?.user?.userName;
  const { sort } = useSearch({ from: '/staff' });
  const navigate = useNavigate({ from: '/staff' });
  const columns = useMemo(() => columnsOf(me, choose), [me, choose]);
  return (
    <SortableTable
      label="People"
      rows={staff}
      keyOf={({ userName }) => userName}
      columns={columns}
      sort={sort}
      sortBy={(to) => void navigate({ search: to === undefined ? {} : { sort: to }, resetScroll: false })}
      isCards
    />
  );
}

function columnsOf(me: string | undefined, choose: (userName: string) => void): readonly Column<Member, StaffColumn>[] {
  return [
    {
      id: 'name',
      name: 'Name',
      value: ({ name }) => name,
      cell: ({ name, userName }) => (
        <>
          {name}
          {userName === me && <span className="secondary"> (you)</span>}
        </>
      ),
      isName: true,
    },
    { id: 'user', name: 'User name', value: ({ userName }) => userName, cell: ({ userName }) => userName },
    { id: 'job', name: 'Job', value: ({ jobTitle }) => jobTitle, cell: ({ jobTitle }) => jobTitle },
    { id: 'site', name: 'Site', value: ({ site }) => site, cell: ({ site }) => site },
    { id: 'role', name: 'Role', value: ({ role }) => roleNames[role], cell: ({ role }) => roleNames[role] },
    {
      id: 'change',
      name: 'Change',
      cell: ({ name, userName }) => (
        <button type="button" className="link-button" onClick={() => choose(userName)}>
          Change role<span className="nhsuk-u-visually-hidden"> of {name}</span>
        </button>
      ),
    },
  ];
}
