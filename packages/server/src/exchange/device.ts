// The check of the device (B4.2 to B4.5).
import { Refusal } from '@s1kit/contract';
import { record } from '../audit/index.js';
import type { Application } from '../authority/applications.js';
import { approveDevice, claimDevice, isBlocked, newDeviceId, useDevice } from '../authority/devices.js';
import type { Place } from '../place.js';
import type { Random } from '../random.js';
import type { ApproveMode } from '../settings.js';
import type { Work } from '../store/index.js';

export interface DeviceCheck {
  readonly place: Place;
  readonly application: Application;
  /** As sent; empty on first contact. */
  readonly deviceId: string;
  /** The DeviceID that was issued while this request waited for the user's answer. */
  readonly granted: string | undefined;
  readonly approve: ApproveMode;
  readonly random: Random;
  readonly now: number;
}

/**
 * @returns the device's DeviceID, or `undefined` where the user is to be asked
 * @throws {Refusal} DeviceBlocked, DeviceUnknown
 */
export function* checkDevice(check: DeviceCheck): Work<string | undefined> {
  const { place, application, now } = check;
  if (yield* isBlocked(place, application.id)) throw blocked();
  const deviceId = check.deviceId === '' ? check.granted : check.deviceId;
  if (deviceId !== undefined) {
    if (yield* useDevice(place, application.id, deviceId, now)) return deviceId;
    throw new Refusal(
      'DeviceUnknown',
      'The DeviceID is not known for this application on this workstation. Send an empty DeviceID to have this installation approved.',
    );
  }
  const claimed = yield* claimDevice(place, application.id, now);
  if (claimed !== undefined || check.approve === 'ask') return claimed;
  if (check.approve === 'never') throw new Refusal('DeviceBlocked', 'New devices are not approved here: the environment is set to approve none.');
  return yield* approveUnasked(check);
}

/** What a blocked application is told. */
export function blocked(): Refusal {
  return new Refusal('DeviceBlocked', 'This application is blocked on this workstation. Someone with the right to devices can lift the block.');
}

function* approveUnasked({ place, application, random, now }: DeviceCheck): Work<string | undefined> {
  yield* approveDevice(place, application.id, newDeviceId(random), 'automatic approval', now);
  const deviceId = yield* claimDevice(place, application.id, now);
  yield* record(place, {
    kind: 'approve',
    at: now,
    outcome: 'done',
    applicationId: application.id,
    applicationName: application.name,
    deviceId,
    detail: 'Approved automatically, as the environment is set.',
  });
  return deviceId;
}
