// Asks before an approval is withdrawn, and says what follows.
import { useChange } from '../api/queries.js';
import { SureDialog } from '../elements/SureDialog.js';
import type { Device } from './device-states.js';

export function RevokeDialog({ device, close }: { readonly device: Device; readonly close: () => void }) {
  const revoke = useChange('devices.revoke', ['devices.list']);
  return (
    <SureDialog
      title="Revoke the approval?"
      action="Revoke"
      keep="Keep"
      change={revoke}
      close={close}
      doIt={(done) => revoke.mutate({ id: device.id }, { onSuccess: done })}
    >
      <p className="prompt__name">{device.applicationName}</p>
      <p>
        Its DeviceID <code>{device.deviceId}</code> is unknown from then on: every request that carries it is refused. The application can ask anew, with an
        empty DeviceID. What it has written stays in the records.
      </p>
    </SureDialog>
  );
}
