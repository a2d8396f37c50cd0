// The devices of one state, the latest decision first.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useChange } from '../api/queries.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { SortableTable } from '../elements/SortableTable.js';
import { columnsOf } from './device-columns.js';
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
  const { sort } = useSearch({ from: '/devices' });
  const navigate = useNavigate({ from: '/devices' });
  const { isPending, mutate } = unblock;
  const columns = useMemo(() => columnsOf(state, { isPending, revoke: setRevoking, unblock: ({ id }) => mutate({ id }) }), [state, isPending, mutate]);
  const latestFirst = useMemo(() => devices.toReversed(), [devices]);
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
        <SortableTable
          label="Devices"
          rows={latestFirst}
          keyOf={({ id }) => id}
          columns={columns}
          sort={sort}
          sortBy={(to) =>
            void navigate({ search: (now) => ({ ...(now.state && { state: now.state }), ...(to !== undefined && { sort: to }) }), resetScroll: false })
          }
        />
      )}
      {revoking !== undefined && <RevokeDialog device={revoking} close={() => setRevoking(undefined)} />}
    </>
  );
}
