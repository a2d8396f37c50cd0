// What came while somebody reads, kept back until they ask for it.
import type { Entries } from './entries.js';

interface ArrivalsProps {
  readonly entries: Entries;
  /** Messages that came and are not of this list. */
  readonly others: number;
  readonly release: () => void;
}

export function Arrivals({ entries: { arrived, overflowed }, others, release }: ArrivalsProps) {
  return (
    <div className="arrivals" role="status">
      {arrived.length > 0 && (
        <button type="button" className="arrivals__button" onClick={release}>
          {overflowed ? `More than ${arrived.length.toLocaleString('en-GB')} new entries` : counted(arrived.length, 'new entry', 'new entries')}: show them
        </button>
      )}
      {others > 0 && <span className="secondary">{counted(others, 'new message does', 'new messages do')} not match these filters.</span>}
    </div>
  );
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
