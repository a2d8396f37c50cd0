// The filters of the journal, which stand in the address.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId } from 'react';
import { kindChoices } from './items/kinds.js';
import { type RecordSearch, recordSearch } from './search.js';

const route = getRouteApi('/record');

export function JournalFilters() {
  const search = route.useSearch();
  const { from = '', kinds = '', text = '', to = '' } = search;
  const navigate = useNavigate();
  const id = useId();
  const isFiltered = [from, to, text, kinds].some((each) => each !== '');
  const apply = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const entered = Object.fromEntries(new FormData(event.currentTarget));
    void navigate({ to: '/record', search: { ...withTab(search), ...recordSearch({ ...entered, text: String(entered.text).trim() }) } });
  };
  return (
    // Filled anew from the address wherever that goes back to.
    <form key={`${from}|${to}|${text}|${kinds}`} className="filters" aria-label="Filter the journal" onSubmit={apply}>
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
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={`${id}-from`}>
          From
        </label>
        <input id={`${id}-from`} className="nhsuk-input" type="date" name="from" defaultValue={from} />
      </div>
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor={`${id}-to`}>
          To
        </label>
        <input id={`${id}-to`} className="nhsuk-input" type="date" name="to" defaultValue={to} />
      </div>
      <div className="buttons">
        <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
          Filter
        </button>
        {isFiltered && (
          <button type="button" className="link-button" onClick={() => void navigate({ to: '/record', search: withTab(search) })}>
            Clear the filters
          </button>
        )}
      </div>
    </form>
  );
}

function withTab({ tab }: RecordSearch): RecordSearch {
  return tab === undefined ? {} : { tab };
}
