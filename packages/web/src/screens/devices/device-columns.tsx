// What is told of a device, by its state, and what can be done about it.
import { dateTimeText } from '../elements/dates.js';
import type { Column } from '../elements/SortableTable.js';
import type { DeviceColumn } from './columns.js';
import type { Device, DeviceState } from './device-states.js';

interface DeviceActs {
  /** Whether a block is being lifted. */
  readonly isPending: boolean;
  readonly revoke: (device: Device) => void;
  readonly unblock: (device: Device) => void;
}

type DevicePart = Column<Device, DeviceColumn>;

export function columnsOf(state: DeviceState, acts: DeviceActs): readonly DevicePart[] {
  return [
    { id: 'application', name: 'Application', value: nameOf, cell: nameOf, isName: true, className: 'named' },
    ...(state === 'revoked' ? [] : [change(state, acts)]),
    ...(state === 'blocked' ? [] : [deviceId]),
    {
      id: 'since',
      name: state === 'blocked' ? 'Blocked since' : 'Approved since',
      value: ({ decidedAt }) => decidedAt,
      cell: ({ decidedAt }) => dateTimeText(decidedAt),
      className: 'nowrap',
    },
    { id: 'by', name: 'By', value: ({ decidedBy }) => decidedBy, cell: ({ decidedBy }) => decidedBy, className: 'nowrap' },
    ...(state === 'blocked' ? [] : [lastUsed]),
    { id: 'workstation', name: 'Workstation', value: ({ workstation }) => workstation, cell: ({ workstation }) => workstation, className: 'nowrap' },
  ];
}

const nameOf = ({ applicationName }: Device): string => applicationName;

const deviceId: DevicePart = {
  id: 'device',
  name: 'DeviceID',
  value: (device) => device.deviceId,
  cell: (device) => <code>{device.deviceId}</code>,
  className: 'nowrap',
};

const lastUsed: DevicePart = {
  id: 'used',
  name: 'Last used',
  value: ({ lastUsedAt }) => lastUsedAt,
  cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'not yet' : dateTimeText(lastUsedAt)),
  className: 'nowrap',
};

function change(state: Exclude<DeviceState, 'revoked'>, { isPending, revoke, unblock }: DeviceActs): DevicePart {
  return {
    id: 'change',
    name: 'Change',
    cell: (device) =>
      state === 'approved' ? (
        <button type="button" className="link-button" aria-label={`Revoke ${device.applicationName}, ${device.deviceId ?? ''}`} onClick={() => revoke(device)}>
          Revoke
        </button>
      ) : (
        <button type="button" className="link-button" aria-label={`Unblock ${device.applicationName}`} disabled={isPending} onClick={() => unblock(device)}>
          Unblock
        </button>
      ),
  };
}
