// Where an application was approved or blocked: on every workstation of the organisation.
import { Link, useSearch } from '@tanstack/react-router';
import { useOperation } from '../api/queries.js';
import { stateNames } from '../devices/device-states.js';
import { dateTimeText } from '../elements/dates.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Scrolling } from '../elements/Scrolling.js';

const pageSize = 20;

export function ApplicationDevices({ applicationId }: { readonly applicationId: string }) {
  const { skip = 0 } = useSearch({ from: '/applications/$applicationId' });
  // One more than is shown tells whether there is another page.
  const { data, error, refetch } = useOperation('applications.devices', { id: applicationId, skip, limit: pageSize + 1 });
  const devices = data?.slice(0, pageSize) ?? [];
  return (
    <section className="panel" aria-labelledby="devices">
      <h2 id="devices">Devices</h2>
      {error !== null && <Failure failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading what="the devices" />}
      {data?.length === 0 && (
        <Empty title="No workstation has decided about it">
          <p>Its first request asks at the workstation that it comes from.</p>
        </Empty>
      )}
      {devices.length > 0 && (
        <Scrolling label="Devices of the application">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Workstation</th>
                <th scope="col">State</th>
                <th scope="col">Since</th>
                <th scope="col">By</th>
                <th scope="col">DeviceID</th>
                <th scope="col">Last used</th>
              </tr>
            </thead>
            <tbody>
              {devices.map((device) => (
                <tr key={`${device.workstation} ${device.id}`}>
                  <th scope="row" className="named">
                    {device.workstation}
                  </th>
                  <td>{stateNames[device.state]}</td>
                  <td className="nowrap">{dateTimeText(device.decidedAt)}</td>
                  <td className="nowrap">{device.decidedBy}</td>
                  <td className="nowrap">{device.deviceId !== null && <code>{device.deviceId}</code>}</td>
                  <td className="nowrap">{device.lastUsedAt === null ? 'not yet' : dateTimeText(device.lastUsedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
      <p className="buttons pages">
        {skip > 0 && (
          <Link to="/applications/$applicationId" params={{ applicationId }} search={skip > pageSize ? { skip: skip - pageSize } : {}}>
            Newer decisions
          </Link>
        )}
        {(data?.length ?? 0) > pageSize && (
          <Link to="/applications/$applicationId" params={{ applicationId }} search={{ skip: skip + pageSize }}>
            Older decisions
          </Link>
        )}
      </p>
    </section>
  );
}
