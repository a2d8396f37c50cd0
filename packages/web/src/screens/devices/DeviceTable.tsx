// The devices of one state, the latest decision first.
import { useState } from 'react';
import { useChange } from '../api/queries.js';
import { dateTimeText } from '../elements/dates.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Scrolling } from '../elements/Scrolling.js';
import type { Device, DeviceState } from './device-states.js';
import { RevokeDialog } from './RevokeDialog.js';

const whenEmpty: Readonly<Record<DeviceState, { readonly title: string; readonly words: string }>> = {
  approved: {
    title: 'No application is approved on this workstation',
    words: 'The first request of an application asks here whether it may connect. You can also approve one in advance.',
  },
  blocked: { title: 'No application is blocked on this workstation', words: 'A block refuses an application without asking, until somebody lifts it here.' },
  revoked: { title: 'No approval was withdrawn on this workstation', words: 'What was revoked stays listed, as a record of who could connect.' },
};

export function DeviceTable({ devices, state }: { readonly devices: readonly Device[]; readonly state: DeviceState }) {
  const [revoking, setRevoking] = useState<Device>();
  const unblock = useChange('devices.unblock', ['devices.list']);
  const { title, words } = whenEmpty[state];
  return (
    <>
      {unblock.isSuccess && (
        <p className="done" role="status">
          The block is lifted: the next request of that application is asked about again.
        </p>
      )}
      {unblock.error !== null && <Failure failure={unblock.error} />}
      {devices.length === 0 ? (
        <Empty title={title}>
          <p>{words}</p>
        </Empty>
      ) : (
        <Scrolling label="Devices">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Application</th>
                {state !== 'revoked' && <th scope="col">Change</th>}
                {state !== 'blocked' && <th scope="col">DeviceID</th>}
                <th scope="col">{state === 'blocked' ? 'Blocked since' : 'Approved since'}</th>
                <th scope="col">By</th>
                {state !== 'blocked' && <th scope="col">Last used</th>}
                <th scope="col">Workstation</th>
              </tr>
            </thead>
            <tbody>
              {devices.toReversed().map((device) => (
                <tr key={device.id}>
                  <th scope="row" className="named">
                    {device.applicationName}
                  </th>
                  {state === 'approved' && (
                    <td>
                      <button
                        type="button"
                        className="link-button"
                        aria-label={`Revoke ${device.applicationName}, ${device.deviceId ?? ''}`}
                        onClick={() => setRevoking(device)}
                      >
                        Revoke
                      </button>
                    </td>
                  )}
                  {state === 'blocked' && (
                    <td>
                      <button
                        type="button"
                        className="link-button"
                        aria-label={`Unblock ${device.applicationName}`}
                        disabled={unblock.isPending}
                        onClick={() => unblock.mutate({ id: device.id })}
                      >
                        Unblock
                      </button>
                    </td>
                  )}
                  {state !== 'blocked' && (
                    <td className="nowrap">
                      <code>{device.deviceId}</code>
                    </td>
                  )}
                  <td className="nowrap">{dateTimeText(device.decidedAt)}</td>
                  <td className="nowrap">{device.decidedBy}</td>
                  {state !== 'blocked' && <td className="nowrap">{device.lastUsedAt === null ? 'not yet' : dateTimeText(device.lastUsedAt)}</td>}
                  <td className="nowrap">{device.workstation}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
      {revoking !== undefined && <RevokeDialog device={revoking} close={() => setRevoking(undefined)} />}
    </>
  );
}
