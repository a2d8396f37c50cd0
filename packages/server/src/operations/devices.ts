// The operations on the devices of a workstation (B4.2, B4.3).
import { OperationError, type OperationHandlers, type OutputOf } from '@s1kit/link';
import { applicationById, type RegisteredApplication } from '../authority/applications.js';
import { decideApproval, decideBlock, decideRevocation, decideUnblock } from '../authority/decisions.js';
import { type Device, type DeviceState, deviceOfNumber, isBlocked, listDevices, newDeviceId } from '../authority/devices.js';
import type { Work } from '../store/index.js';
import { actorName, found, isoTime, isoTimeOrNull, type OperationContext, placeOf } from './operation-context.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'devices.list' | 'devices.approve' | 'devices.block' | 'devices.unblock' | 'devices.revoke'>;

type ShownDevice = OutputOf<'devices.approve'>;

export const deviceHandlers: Handlers = {
  'devices.list': async (_input, context) => {
    const { services, workstation } = context;
    const devices = await services.store.read(() => listDevices(placeOf(context)));
    return devices.map((device) => shownDevice(device, device.applicationName, workstation.name));
  },

  'devices.approve': async ({ applicationId }, context) => {
    const place = placeOf(context);
    return await decide(context, applicationId, 'approve', function* (application, decider, random) {
      if (yield* isBlocked(place, applicationId)) throw new OperationError(409, 'The application is blocked on this workstation. Lift the block first.');
      return yield* decideApproval(place, application, newDeviceId(random), decider);
    });
  },

  'devices.block': async ({ applicationId }, context) => {
    const place = placeOf(context);
    return await decide(context, applicationId, 'block', function* (application, decider) {
      if (yield* isBlocked(place, applicationId)) throw new OperationError(409, 'The application is blocked on this workstation already.');
      return yield* decideBlock(place, application, decider);
    });
  },

  'devices.unblock': async ({ id }, context) => {
    await undo(context, id, 'blocked', 'That is no block.', function* (device, application, decider) {
      yield* decideUnblock(placeOf(context), application, device, decider);
    });
    return {};
  },

  'devices.revoke': async ({ id }, context) => {
    await undo(context, id, 'approved', 'That is no approval that stands.', function* (device, application, decider) {
      yield* decideRevocation(placeOf(context), application, device, decider);
    });
    return {};
  },
};

interface Decider {
  readonly by: string;
  readonly now: number;
}

type Random = OperationContext['services']['random'];

/** Decides about an application; where the user of the workstation is being asked about it just then, this is the answer. */
async function decide(
  context: OperationContext,
  applicationId: string,
  answer: 'approve' | 'block',
  work: (application: RegisteredApplication, decider: Decider, random: Random) => Work<Device>,
): Promise<ShownDevice> {
  const { services, workstation } = context;
  const decider = { by: actorName(context.actor), now: services.clock.now() };
  const { application, earlier } = await services.store.read(function* () {
    const known = found(yield* applicationById(services.organisationId, applicationId, decider.now), 'application');
    return { application: known, earlier: (yield* listDevices(placeOf(context))).length };
  });
  if (application.revokedAt !== null) throw new OperationError(409, 'The application was revoked. Register a new one.');
  if (await services.prompts.answer(placeOf(context), applicationId, answer, decider.by)) {
    const decided = (await services.store.read(() => listDevices(placeOf(context))))
      .slice(earlier)
      .findLast((device) => device.applicationId === applicationId);
    return shownDevice(found(decided, 'device'), application.name, workstation.name);
  }
  const device = await services.store.write(() => work(application, decider, services.random));
  workstation.desktop.notify({ event: 'devices', decided: device.state });
  return shownDevice(device, application.name, workstation.name);
}

async function undo(
  context: OperationContext,
  id: string,
  state: DeviceState,
  otherwise: string,
  work: (device: Device, application: { readonly id: string; readonly name: string }, decider: Decider) => Work<void>,
): Promise<void> {
  const { services, workstation } = context;
  const place = placeOf(context);
  const { applicationId, number } = parseId(id);
  const decider = { by: actorName(context.actor), now: services.clock.now() };
  await services.store.write(function* () {
    const device = found(yield* deviceOfNumber(place, applicationId, number), 'device');
    if (device.state !== state) throw new OperationError(409, otherwise);
    const application = yield* applicationById(place.organisationId, applicationId, decider.now);
    yield* work(device, { id: applicationId, name: application?.name ?? applicationId }, decider);
  });
  workstation.desktop.notify({ event: 'devices', decided: state === 'blocked' ? 'unblocked' : 'revoked' });
}

function parseId(id: string): { readonly applicationId: string; readonly number: number } {
  const [, applicationId, number] = /^(.+)\.([0-9]{1,9})$/.exec(id) ?? [];
  if (applicationId === undefined) throw new OperationError(404, 'There is no such device.');
  return { applicationId, number: Number(number) };
}

/** A device as operations give it. */
export function shownDevice(device: Device, applicationName: string, workstation: string): ShownDevice {
  return {
    id: `${device.applicationId}.${device.number}`,
    deviceId: device.deviceId,
    applicationId: device.applicationId,
    applicationName,
    workstation,
    state: device.state,
    decidedBy: device.decidedBy,
    decidedAt: isoTime(device.decidedAt),
    lastUsedAt: isoTimeOrNull(device.lastUsedAt),
  };
}
