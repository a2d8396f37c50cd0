// What came while somebody reads, kept back until they ask for it.
import type { Entries } from './entries.js';

interface ArrivalsProps {
  readonly entries: Entries;
  readonly release: () => void;
}

export function Arrivals({ entries: { arrived, overflowed }, release }: ArrivalsProps) {
  return (
    <div className="arrivals" role="status">
      {arrived.length > 0 && (
        <button type="button" className="arrivals__button" onClick={release}>
          {overflowed ? `More than ${arrived.length.toLocaleString('en-GB')} new entries` : counted(arrived.length, 'new entry', 'new entries')}: show them
        </button>
      )}
    </div>
  );
}

/** Says of a filtered list that the environment goes on, though nothing of it is shown. */
export function Others({ count }: { readonly count: number }) {
  return (
    <p className="audit-note secondary" role="status">
      {count > 0 && `${counted(count, 'new message does', 'new messages do')} not match these filters.`}
    </p>
  );
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
