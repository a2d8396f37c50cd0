// The applications that stand, or those that were revoked.
import type { OutputOf } from '@s1kit/link';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { dateText } from '../elements/dates.js';
import { type Column, SortableTable } from '../elements/SortableTable.js';
import type { ApplicationColumn } from './columns.js';

type Application = OutputOf<'applications.list'>[number];

interface ApplicationTableProps {
  readonly applications: readonly Application[];
  readonly show: 'revoked' | undefined;
}

export function ApplicationTable({ applications, show }: ApplicationTableProps) {
  const { sort } = useSearch({ from: '/applications' });
  const navigate = useNavigate({ from: '/applications' });
  return (
    <SortableTable
      label="Applications"
      rows={applications}
      keyOf={({ id }) => id}
      columns={show === 'revoked' ? ofRevoked : ofStanding}
      sort={sort}
      sortBy={(to) => void navigate({ search: { ...(show !== undefined && { show }), ...(to !== undefined && { sort: to }) }, resetScroll: false })}
    />
  );
}

const named: readonly Column<Application, ApplicationColumn>[] = [
  {
    id: 'name',
    name: 'Name',
    value: ({ name }) => name,
    cell: ({ id, name }) => (
      <Link to="/applications/$applicationId" params={{ applicationId: id }}>
        {name}
      </Link>
    ),
    isName: true,
    className: 'named',
  },
  {
    id: 'functions',
    name: 'Functions',
    // All of them are the most.
    value: ({ functions }) => functions?.length ?? Number.MAX_SAFE_INTEGER,
    cell: ({ functions }) => (functions === null ? 'all' : functions.length),
  },
];

const ofStanding: readonly Column<Application, ApplicationColumn>[] = [
  ...named,
  { id: 'when', name: 'Registered', value: ({ createdAt }) => createdAt, cell: ({ createdAt }) => dateText(createdAt), className: 'nowrap' },
  { id: 'keys', name: 'Keys', value: ({ keys }) => keys.length, cell: ({ keys }) => (keys.length === 1 ? 'one' : `${keys.length}, one of them ending`) },
];

const ofRevoked: readonly Column<Application, ApplicationColumn>[] = [
  ...named,
  { id: 'when', name: 'Revoked', value: ({ revokedAt }) => revokedAt, cell: ({ revokedAt }) => dateText(revokedAt ?? ''), className: 'nowrap' },
];
