// Opens a patient's record from the schedule.
import { useState } from 'react';
import { Failure } from '../elements/Failure.js';
import { useOpening } from '../patient/opening.js';

export function OpenRecord({ nhsNumber }: { readonly nhsNumber: string }) {
  const open = useOpening();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const choose = (): void => {
    setFailure(undefined);
    setBusy(true);
    open(nhsNumber)
      .catch(setFailure)
      .finally(() => setBusy(false));
  };
  return (
    <>
      <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" disabled={busy} onClick={choose}>
        Open the record
      </button>
      {failure !== undefined && <Failure failure={failure} />}
    </>
  );
}
