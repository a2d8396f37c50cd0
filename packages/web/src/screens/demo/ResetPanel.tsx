// Making the fictitious data anew, as they were at the beginning.
import { useState } from 'react';
import { useChange, useOperation } from '../api/queries.js';
import { dateText } from '../elements/dates.js';
import { SureDialog } from '../elements/SureDialog.js';

export function ResetPanel() {
  const { data } = useOperation('environment.status', {});
  const [asking, setAsking] = useState(false);
  const reset = useChange('data.reset', ['environment.status', 'session.status']);
  return (
    <section className="panel" aria-labelledby="reset">
      <h2 id="reset">Reset</h2>
      <p>
        Makes the fictitious data anew
        {data !== undefined && data.seed !== null && data.anchorDate !== null && `, from seed ${data.seed} and ${dateText(data.anchorDate)}`}: the same
        patients, as they were at first.
      </p>
      {reset.isSuccess && (
        <p className="done" role="status">
          The data are made anew: {reset.data.patients.toLocaleString('en-GB')} patients.
        </p>
      )}
      <button type="button" className="nhsuk-button nhsuk-button--warning nhsuk-button--small" onClick={() => setAsking(true)}>
        Reset the data
      </button>
      {asking && (
        <SureDialog title="Reset the data?" action="Reset" change={reset} doIt={(done) => reset.mutate({}, { onSuccess: done })} close={() => setAsking(false)}>
          <p>Everything that was recorded, imported or added since is gone, also what is unsaved. Open records are closed. Snapshots stay.</p>
        </SureDialog>
      )}
    </section>
  );
}
