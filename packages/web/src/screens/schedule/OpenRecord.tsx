// Opens a patient's record from the schedule.
import { useNavigate } from '@tanstack/react-router';
import { useChange } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { places } from '../frame/places.js';

export function OpenRecord({ nhsNumber }: { readonly nhsNumber: string }) {
  const open = useChange('session.open', ['session.status', 'record.banner']);
  const navigate = useNavigate();
  const record = places.find(({ name }) => name === 'Record');
  return (
    <>
      <button
        type="button"
        className="nhsuk-button nhsuk-button--secondary nhsuk-button--small"
        disabled={open.isPending}
        onClick={() => open.mutate({ nhsNumber }, { onSuccess: () => void navigate({ to: record?.to ?? '/' }) })}
      >
        Open the record
      </button>
      {open.error !== null && <Failure failure={open.error} />}
    </>
  );
}
