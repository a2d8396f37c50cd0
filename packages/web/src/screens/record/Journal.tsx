// The journal: every event of the record, newest first, as many as there are.
import { getRouteApi } from '@tanstack/react-router';
import { usePages } from '../api/pages.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { JournalFilters } from './JournalFilters.js';
import { JournalList } from './JournalList.js';
import { SelectionBar } from './SelectionBar.js';
import { useSelection } from './selection.js';

const route = getRouteApi('/record');

export function Journal({ patient }: { readonly patient: string }) {
  const { from, kinds, text, to } = route.useSearch();
  const filters = { ...given('from', from), ...given('to', to), ...given('text', text), ...given('kinds', kinds) };
  const isFiltered = Object.keys(filters).length > 0;
  const pages = usePages('record.journal', { patient, ...filters });
  const selection = useSelection();
  return (
    <>
      <JournalFilters />
      <SelectionBar selection={selection} />
      {pages.events === undefined && pages.error === null && <Loading what="the journal" />}
      {pages.error !== null && <Failure failure={pages.error} again={pages.again} />}
      {pages.events?.length === 0 && !pages.hasMore && (
        <Empty title={isFiltered ? 'Nothing in this record matches' : 'Nothing is recorded'}>
          <p>{isFiltered ? 'Change or clear the filters above.' : 'What is recorded for this patient appears here at once.'}</p>
        </Empty>
      )}
      {pages.events !== undefined && pages.events.length > 0 && (
        <JournalList key={JSON.stringify(filters)} patient={patient} pages={pages} events={pages.events} selection={selection} />
      )}
    </>
  );
}

function given(name: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [name]: value };
}
