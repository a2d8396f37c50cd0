// Deciding about an application before it asks.
import { useState } from 'react';
import { useChange, useOperation } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Modal } from '../elements/Modal.js';
import { knownFunctions } from '../functions/function-words.js';
import { MayDo } from '../functions/MayDo.js';

export function AdvanceDialog({ close }: { readonly close: () => void }) {
  const { data: applications, error } = useOperation('applications.names', {});
  const [chosenId, setChosenId] = useState('');
  const approve = useChange('devices.approve', ['devices.list']);
  const block = useChange('devices.block', ['devices.list']);
  const chosen = applications?.find(({ id }) => id === chosenId) ?? applications?.[0];
  const busy = approve.isPending || block.isPending;
  const failure = approve.error ?? block.error;
  return (
    <Modal title="Approve or block in advance" dismiss={close}>
      {error !== null && <Failure failure={error} />}
      {applications === undefined && error === null && <Loading what="the applications" />}
      {applications?.length === 0 && <p>No application is registered. An administrator registers them.</p>}
      {chosen !== undefined && applications !== undefined && (
        <>
          <div className="nhsuk-form-group">
            <label className="nhsuk-label" htmlFor="advance-application">
              Application
            </label>
            <select id="advance-application" className="nhsuk-select" value={chosen.id} onChange={({ target }) => setChosenId(target.value)}>
              {applications.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <p>It may</p>
          <MayDo functions={chosen.functions ?? knownFunctions} />
          <p>
            Approve: its next request with an empty DeviceID gets one without a prompt, if it comes within ten minutes. Block: it is refused on this workstation
            until the block is lifted.
          </p>
          {failure !== null && <Failure failure={failure} />}
          <div className="buttons">
            <button type="button" className="nhsuk-button" disabled={busy} onClick={() => approve.mutate({ applicationId: chosen.id }, { onSuccess: close })}>
              Approve
            </button>
            <button
              type="button"
              className="nhsuk-button nhsuk-button--warning"
              disabled={busy}
              onClick={() => block.mutate({ applicationId: chosen.id }, { onSuccess: close })}
            >
              Block
            </button>
            <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={close}>
              Cancel
            </button>
          </div>
        </>
      )}
    </Modal>
  );
}
