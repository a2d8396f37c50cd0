// How much is selected, who hears of it, and the way to clear it.
import { Failure } from '../elements/Failure.js';
import type { Selection } from './selection.js';

export function SelectionBar({ selection }: { readonly selection: Selection }) {
  const count = selection.selected.size;
  return (
    <>
      {/* A live region has to be there before its words change. */}
      <div className={count === 0 ? 'selection selection--none' : 'selection'} role="status">
        {count === 0 ? (
          <span>Nothing is selected. What is ticked, applications read by GetCurrentSelection.</span>
        ) : (
          <span>
            <strong>{count} selected.</strong> Applications read {count === 1 ? 'it' : 'them'} by GetCurrentSelection.
          </span>
        )}
        {count > 0 && (
          <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={selection.clear}>
            Clear the selection
          </button>
        )}
      </div>
      {selection.failure !== null && <Failure failure={selection.failure} />}
    </>
  );
}
