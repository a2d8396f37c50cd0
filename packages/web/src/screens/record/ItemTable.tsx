// A table of one kind of item, newest first, page by page: what several parts of a record are.
import type { ClinicalItem, ItemName } from '@s1kit/contract';
import type { ReactNode } from 'react';
import { usePages } from '../api/pages.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Scrolling } from '../elements/Scrolling.js';
import { effectiveText } from './effective.js';
import type { Event } from './JournalEvent.js';
import { SelectionBar } from './SelectionBar.js';
import { type Selection, useSelection } from './selection.js';

type ValueOf<K extends ItemName> = Extract<ClinicalItem, { readonly kind: K }>['value'];

export interface Column<K extends ItemName> {
  readonly name: string;
  readonly cell: (value: ValueOf<K>, event: Event) => ReactNode;
}

interface ItemTableProps<K extends ItemName> {
  readonly patient: string;
  readonly kind: K;
  /** What the items are, for the table's name and for a record without them: `vaccinations`. */
  readonly what: string;
  readonly columns: readonly Column<K>[];
}

export function ItemTable<K extends ItemName>({ patient, kind, what, columns }: ItemTableProps<K>) {
  const pages = usePages('record.journal', { patient, kinds: kind });
  const selection = useSelection();
  if (pages.events === undefined) return pages.error === null ? <Loading what={what} /> : <Failure failure={pages.error} again={pages.again} />;
  if (pages.events.length === 0) return <Empty title={`No ${what} are recorded`} />;
  return (
    <>
      <SelectionBar selection={selection} />
      <Scrolling label={`Table of ${what}`}>
        <table className="table">
          <caption className="nhsuk-u-visually-hidden">{what}, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Date</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">By</th>
            </tr>
          </thead>
          <tbody>
            {/* An item of a kind has that kind's value: the compiler does not follow a kind that is a variable. */}
            {pages.events.flatMap((event) =>
              event.items.map(({ item, place }) =>
                item.kind === kind ? (
                  <Row
                    key={`${event.eventUid}/${place}`}
                    event={event}
                    place={place}
                    value={item.value as ValueOf<K>}
                    columns={columns}
                    selection={selection}
                  />
                ) : null,
              ),
            )}
          </tbody>
        </table>
      </Scrolling>
      <MoreButton pages={pages} />
      {pages.error !== null && <Failure failure={pages.error} again={pages.again} />}
    </>
  );
}

interface RowProps<K extends ItemName> {
  readonly event: Event;
  readonly place: number;
  readonly value: ValueOf<K>;
  readonly columns: readonly Column<K>[];
  readonly selection: Selection;
}

function Row<K extends ItemName>({ event, place, value, columns, selection }: RowProps<K>) {
  const name = `${event.eventUid}/${place}`;
  return (
    <tr>
      <td className="table__tick">
        <label className="journal__tick">
          <input type="checkbox" checked={selection.selected.has(name)} onChange={() => selection.toggle(name)} />
          {effectiveText(event.effectiveAt)}
          <span className="nhsuk-u-visually-hidden">: select</span>
        </label>
      </td>
      {columns.map((column) => (
        <td key={column.name} className="said">
          {column.cell(value, event)}
        </td>
      ))}
      <td className="said">
        <Author event={event} />
      </td>
    </tr>
  );
}

/** Who wrote an entry, and by which software. */
export function Author({ event: { author, software } }: { readonly event: Pick<Event, 'author' | 'software'> }) {
  return (
    <>
      {author}
      {software !== null && <span className="secondary"> by {software}</span>}
    </>
  );
}

export function MoreButton({ pages }: { readonly pages: Pick<ReturnType<typeof usePages>, 'hasMore' | 'isReading' | 'readMore'> }) {
  if (!pages.hasMore) return null;
  return (
    <p className="more">
      <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" disabled={pages.isReading} onClick={pages.readMore}>
        {pages.isReading ? 'Reading …' : 'Show older ones'}
      </button>
    </p>
  );
}
