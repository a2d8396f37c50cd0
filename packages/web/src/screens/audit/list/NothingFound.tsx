// A list without an entry: why, and what would bring some.
import { Link } from '@tanstack/react-router';
import { Empty } from '../../elements/Empty.js';
import { type AuditSearch, isFiltered } from '../search.js';

export function NothingFound({ search }: { readonly search: AuditSearch }) {
  const { kinds, ...others } = search;
  if (isFiltered(others) || kinds === 'people') {
    return (
      <Empty title="Nothing on record matches these filters.">
        <p>
          <Link to="/audit" search={{}}>
            Clear the filters
          </Link>{' '}
          to see everything that is yours to see.
        </p>
      </Empty>
    );
  }
  return (
    <Empty title="No message is on record yet.">
      <p>
        The first message appears here as it comes. To send one, open a terminal and run <code>npx s1kit send GetFunctions</code>
      </p>
    </Empty>
  );
}
