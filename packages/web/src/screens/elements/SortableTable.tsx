// A table that can be sorted by its columns. Which one it is sorted by is the screen's to keep: in its address.
import { type ColumnDef, createSortedRowModel, rowSortingFeature, type SortingState, tableFeatures, useTable } from '@tanstack/react-table';
import classNames from 'classnames';
import { type ReactNode, useMemo } from 'react';
import { Scrolling } from './Scrolling.js';
import { compared, type Sort } from './sort.js';

interface Shown<T> {
  readonly name: string;
  readonly cell: (row: T) => ReactNode;
  /** Whether it says what the row is about. */
  readonly isName?: boolean;
  readonly className?: string;
}

interface SortedColumn<T, Id extends string> extends Shown<T> {
  readonly id: Id;
  /** What rows are sorted by; `null` is not known and comes last. */
  readonly value: (row: T) => string | number | null;
}

/** Of what can be done about a row. */
interface PlainColumn<T> extends Shown<T> {
  readonly id: 'change';
  readonly value?: undefined;
}

export type Column<T, Id extends string> = SortedColumn<T, Id> | PlainColumn<T>;

interface SortableTableProps<T, Id extends string> {
  /** What the table is of, for those who do not see it. */
  readonly label: string;
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly columns: readonly Column<T, Id>[];
  /** In the order of `rows`, if left out. */
  readonly sort: Sort<Id> | undefined;
  readonly sortBy: (sort: Sort<Id> | undefined) => void;
  /** Whether each row becomes a card where it is narrow. */
  readonly isCards?: boolean;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

export function SortableTable<T extends object, Id extends string>({ label, rows, keyOf, columns, sort, sortBy, isCards = false }: SortableTableProps<T, Id>) {
  const definitions = useMemo(() => columns.map((column) => columnDefinition(column)), [columns]);
  const sorting = useMemo(() => stateOf(sort, columns), [sort, columns]);
  const table = useTable({
    features,
    data: rows,
    columns: definitions,
    getRowId: keyOf,
    state: { sorting },
    enableMultiSort: false,
    sortDescFirst: false,
    onSortingChange: (change) => {
      const [next] = typeof change === 'function' ? change(sorting) : change;
      const column = columns.find(({ id }) => id === next?.id);
      sortBy(column?.value === undefined ? undefined : next?.desc === true ? `-${column.id}` : column.id);
    },
  });
  const columnOf = (id: string): Column<T, Id> | undefined => columns.find((column) => column.id === id);
  return (
    <Scrolling label={label}>
      <table className={classNames('table', 'table--sortable', { 'table--cards': isCards })}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <Header
                  key={header.id}
                  name={columnOf(header.id)?.name ?? ''}
                  sorted={header.column.getIsSorted()}
                  {...(header.column.getCanSort() && { toggle: () => header.column.toggleSorting() })}
                />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell) => {
                const { className, isName = false, name = '', value } = columnOf(cell.column.id) ?? {};
                return isName ? (
                  <th key={cell.id} scope="row" className={className}>
                    <table.FlexRender cell={cell} />
                  </th>
                ) : (
                  <td key={cell.id} className={className} data-label={value === undefined ? undefined : name}>
                    <table.FlexRender cell={cell} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

interface HeaderProps {
  readonly name: string;
  readonly sorted: false | 'asc' | 'desc';
  readonly toggle?: () => void;
}

const directions = { asc: 'ascending', desc: 'descending' } as const;
const arrows = { asc: '▲', desc: '▼' } as const;

function Header({ name, sorted, toggle }: HeaderProps) {
  if (toggle === undefined) return <th scope="col">{name}</th>;
  return (
    <th scope="col" aria-sort={sorted === false ? undefined : directions[sorted]}>
      <button type="button" className="sort-button" onClick={toggle}>
        {name}
        <span className="sort-button__arrow" aria-hidden="true">
          {sorted === false ? '↕' : arrows[sorted]}
        </span>
      </button>
    </th>
  );
}

function columnDefinition<T extends object, Id extends string>({ id, name, value, cell }: Column<T, Id>): ColumnDef<typeof features, T> {
  const shown = { id, header: name, cell: ({ row }: { readonly row: { readonly original: T } }) => cell(row.original) };
  if (value === undefined) return { ...shown, enableSorting: false };
  return {
    ...shown,
    accessorFn: (row) => value(row) ?? undefined,
    sortUndefined: 'last',
    sortFn: (a, b, column) => compared(a.getValue(column), b.getValue(column)),
  };
}

/** Nothing for a column that is not shown. */
function stateOf<T, Id extends string>(sort: Sort<Id> | undefined, columns: readonly Column<T, Id>[]): SortingState {
  const column = columns.find(({ id, value }) => value !== undefined && (sort === id || sort === `-${id}`));
  return column === undefined ? [] : [{ id: column.id, desc: sort !== column.id }];
}
