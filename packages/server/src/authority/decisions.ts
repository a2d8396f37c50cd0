// What a person decides about devices and applications: stored and put on record in one unit of work (B4.2, B8.4).
import { type AuditKind, record } from '../audit/index.js';
import type { Place } from '../place.js';
import type { Work } from '../store/index.js';
import type { Application } from './applications.js';
import { approveDevice, blockApplication, type Device, liftBlock, revokeDevice } from './devices.js';

/** Who decided, and when: milliseconds since 1970 UTC. */
export interface Decider {
  readonly by: string;
  readonly now: number;
}

type NamedApplication = Pick<Application, 'id' | 'name'>;

/** Approves an application on a workstation. */
export function* decideApproval(place: Place, application: NamedApplication, deviceId: string, { by, now }: Decider): Work<Device> {
  const device = yield* approveDevice(place, application.id, deviceId, by, now);
  yield* note(place, 'approve', application, { by, now }, deviceId);
  return device;
}

/** Blocks an application on a workstation. */
export function* decideBlock(place: Place, application: NamedApplication, { by, now }: Decider): Work<Device> {
  const device = yield* blockApplication(place, application.id, by, now);
  yield* note(place, 'block', application, { by, now });
  return device;
}

/** Lifts a block. */
export function* decideUnblock(place: Place, application: NamedApplication, device: Device, decider: Decider): Work<void> {
  yield* liftBlock(place, device);
  yield* note(place, 'unblock', application, decider);
}

/** Withdraws an approval. */
export function* decideRevocation(place: Place, application: NamedApplication, device: Device, decider: Decider): Work<void> {
  yield* revokeDevice(place, device);
  yield* note(place, 'revoke', application, decider, device.deviceId ?? undefined);
}

/** Puts on record what was decided about an application. */
export function* note(place: Place, kind: AuditKind, application: NamedApplication, { by, now }: Decider, deviceId?: string, detail?: string): Work<void> {
  const words = detail === undefined ? `By ${by}.` : `By ${by}. ${detail}`;
  yield* record(place, { kind, at: now, outcome: 'done', applicationId: application.id, applicationName: application.name, deviceId, detail: words });
}
