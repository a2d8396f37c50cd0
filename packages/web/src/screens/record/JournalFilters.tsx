// The filters of the journal, which stand in the address.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { DateEntry } from '../elements/DateEntry.js';
import { isDay } from '../elements/days.js';
import { FoldedFilters } from '../elements/FoldedFilters.js';
import { kindChoices } from './items/kind-choices.js';
import { type RecordSearch, recordSearch } from './search.js';

const route = getRouteApi('/record');

export function JournalFilters() {
  const search = route.useSearch();
  const { from, kinds, text, to } = search;
  // Filled anew from the address wherever that goes back to.
  return <FilterForm key={JSON.stringify([from, to, text, kinds])} search={search} />;
}

function FilterForm({ search }: { readonly search: RecordSearch }) {
  const { from = '', kinds = '', text = '', to = '' } = search;
  const [dates, setDates] = useState({ from, to });
  const navigate = useNavigate();
  const id = useId();
  const set = [from, to, text, kinds].filter((each) => each !== '').length;
  const apply = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    // What is no date is told beside it; as a filter it would be left out.
    if (![dates.from, dates.to].every((date) => date === '' || isDay(date))) return;
    const entered = Object.fromEntries(new FormData(event.currentTarget));
    void navigate({ to: '/record', search: { ...withTab(search), ...recordSearch({ ...entered, ...dates, text: String(entered.text).trim() }) } });
  };
  return (
    <FoldedFilters set={set}>
      <form className="filters" aria-label="Filter the journal" onSubmit={apply}>
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor={`${id}-text`}>
            Words
          </label>
          <input id={`${id}-text`} className="nhsuk-input filters__text" type="search" name="text" defaultValue={text} maxLength={200} autoComplete="off" />
        </div>
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor={`${id}-kinds`}>
            Kind
          </label>
          <select id={`${id}-kinds`} className="nhsuk-select" name="kinds" defaultValue={kinds}>
            <option value="">Everything</option>
            {kindChoices.map(({ kinds: value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
            {kinds !== '' && kindChoices.every((choice) => choice.kinds !== kinds) && <option value={kinds}>{kinds}</option>}
          </select>
        </div>
        <DateEntry label="From" dense value={dates.from} change={(date) => setDates({ ...dates, from: date })} />
        <DateEntry label="To" dense value={dates.to} change={(date) => setDates({ ...dates, to: date })} />
        <div className="buttons">
          <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
            Filter
          </button>
          {set > 0 && (
            <button type="button" className="link-button" onClick={() => void navigate({ to: '/record', search: withTab(search) })}>
              Clear the filters
            </button>
          )}
        </div>
      </form>
    </FoldedFilters>
  );
}

function withTab({ tab }: RecordSearch): RecordSearch {
  return tab === undefined ? {} : { tab };
}
