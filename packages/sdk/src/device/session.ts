// The device of a client: its DeviceID, kept when it is issued.
import type { Emitter } from '../events/emitter.js';
import type { DeviceStore } from './store.js';

export interface DeviceSession {
  /** Empty before the first contact. */
  readonly id: () => string;
  /** Takes a DeviceID that a reply carried. */
  issued(deviceId: string | undefined): Promise<void>;
  /** Forgets a DeviceID that is not known any more. */
  forget(): Promise<void>;
}

/** A DeviceID that cannot be written is used all the same: a warning tells that the user will be asked again. */
export async function openDevice(store: DeviceStore, emitter: Emitter): Promise<DeviceSession> {
  let current = (await store.load()) ?? '';
  const save = async (deviceId: string | undefined): Promise<void> => {
    try {
      await store.save(deviceId);
    } catch (cause) {
      emitter.emit('warning', { code: 'DeviceNotKept', cause });
    }
  };
  return {
    id: () => current,
    issued: async (deviceId) => {
      if (deviceId === undefined || deviceId === '' || current !== '') return;
      current = deviceId;
      await save(deviceId);
      emitter.emit('device', { state: 'approved' });
    },
    forget: async () => {
      current = '';
      await save(undefined);
    },
  };
}
