// What was decided about applications at this workstation, and deciding anew.
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useOperation } from '../api/queries.js';
import { useFront } from '../api/user.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Page } from '../elements/Page.js';
import { TabLinks } from '../elements/TabLinks.js';
import { AdvanceDialog } from './AdvanceDialog.js';
import { DeviceTable } from './DeviceTable.js';
import { deviceStates, stateNames } from './device-states.js';

export function Devices() {
  const { state = 'approved' } = useSearch({ from: '/devices' });
  const { data, error, refetch } = useOperation('devices.list', {});
  const [deciding, setDeciding] = useState(false);
  const shown = useMemo(() => data?.filter((device) => device.state === state), [data, state]);
  const front = useFront();
  return (
    <Page
      title="Devices"
      actions={
        <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={() => setDeciding(true)}>
          Approve or block in advance
        </button>
      }
    >
      <p className="secondary">
        A device is one application on one workstation: here <strong>{front?.workstation}</strong>.
      </p>
      <TabLinks
        label="Devices by state"
        chosen={state}
        linkTo={(tab) => ({ to: '/devices', search: tab === 'approved' ? {} : { state: tab } })}
        tabs={deviceStates.map((tab) => ({ tab, name: stateNames[tab], count: data?.filter((device) => device.state === tab).length ?? 0 }))}
      />
      {error !== null && <Failure failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading what="the devices" />}
      {shown !== undefined && <DeviceTable devices={shown} state={state} />}
      {deciding && <AdvanceDialog close={() => setDeciding(false)} />}
    </Page>
  );
}
