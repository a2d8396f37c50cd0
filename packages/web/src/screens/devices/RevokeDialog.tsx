// Asks before an approval is withdrawn, and says what follows.
import { useChange } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { Modal } from '../elements/Modal.js';
import type { Device } from './device-states.js';

export function RevokeDialog({ device, close }: { readonly device: Device; readonly close: () => void }) {
  const revoke = useChange('devices.revoke', ['devices.list']);
  return (
    <Modal title="Revoke the approval?" dismiss={close}>
      <p className="prompt__name">{device.applicationName}</p>
      <p>
        Its DeviceID <code>{device.deviceId}</code> is unknown from then on: every request that carries it is refused. The application can ask anew, with an
        empty DeviceID. What it has written stays in the records.
      </p>
      {revoke.error !== null && <Failure failure={revoke.error} />}
      <div className="buttons">
        <button
          type="button"
          className="nhsuk-button nhsuk-button--warning"
          disabled={revoke.isPending}
          onClick={() => revoke.mutate({ id: device.id }, { onSuccess: close })}
        >
          Revoke
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={close}>
          Keep
        </button>
      </div>
    </Modal>
  );
}
