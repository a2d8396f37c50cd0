// Where the DeviceID is kept that was issued when the user approved this installation.

/**
 * Keeps the DeviceID of this application on this workstation. One store for each application: a DeviceID belongs to one.
 * @example const device: DeviceStore = { load: () => registry.read('DeviceID'), save: (deviceId) => registry.write('DeviceID', deviceId) };
 */
export interface DeviceStore {
  /** The DeviceID, 16 hexadecimal digits; `undefined` where none was issued yet. */
  load(): Promise<string | undefined>;
  /** Keeps another one; `undefined` forgets it. */
  save(deviceId: string | undefined): Promise<void>;
  /** The file that it lies in, if it does: what this device's programs share stands beside it. */
  readonly path?: string;
}

/** What has become of the device: `waiting` for the user to approve it, `approved`, `blocked`, or `unknown`, its approval having been withdrawn. */
export type DeviceState = 'waiting' | 'approved' | 'blocked' | 'unknown';

/** Keeps a DeviceID in memory: for tests, and for applications that keep it elsewhere and hand it in. */
export function memoryDeviceStore(deviceId?: string): DeviceStore {
  let kept = deviceId;
  return {
    load: async () => kept,
    save: async (given) => {
      kept = given;
    },
  };
}
