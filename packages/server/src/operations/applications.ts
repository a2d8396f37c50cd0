// The operations on applications (B4.1).
import { functions as declaredFunctions } from '@s1kit/contract';
import { OperationError, type OperationHandlers, type OutputOf } from '@s1kit/link';
import {
  addApplication,
  applicationById,
  isNameTaken,
  listApplications,
  newApiKey,
  type RegisteredApplication,
  revokeApplication,
  rotateKey,
} from '../authority/applications.js';
import { note } from '../authority/decisions.js';
import { devicesOfApplication } from '../authority/devices.js';
import { hexOf } from '../random.js';
import { shownDevice } from './devices.js';
import { actorName, found, isoTime, isoTimeOrNull, type OperationContext, placeOf, tellAll } from './operation-context.js';

const hour = 3_600_000;
const usualOverlap = 24;

type Handlers = Pick<
  OperationHandlers<OperationContext>,
  'applications.list' | 'applications.names' | 'applications.devices' | 'applications.add' | 'applications.rotate' | 'applications.revoke'
>;

export const applicationHandlers: Handlers = {
  'applications.list': async (_input, { services }) => {
    const listed = await services.store.read(() => listApplications(services.organisationId, services.clock.now()));
    return listed.map(shown);
  },

  'applications.names': async (_input, { services }) => {
    const listed = await services.store.read(() => listApplications(services.organisationId, services.clock.now()));
    return listed
      .filter(({ revokedAt }) => revokedAt === null)
      .map(({ id, name, functions }) => ({ id, name, functions: functions === null ? null : [...functions] }));
  },

  'applications.devices': async ({ id, skip = 0, limit = 50 }, { services }) => {
    const { organisationId, store } = services;
    return await store.read(function* () {
      const { name } = found(yield* applicationById(organisationId, id, services.clock.now()), 'application');
      const devices = yield* devicesOfApplication(organisationId, id, { skip, limit });
      return devices.map((device) => shownDevice(device, name, device.workstation));
    });
  },

  'applications.add': async ({ name, functions = null }, context) => {
    const { services } = context;
    const { organisationId, random, store } = services;
    const unknown = functions?.find((one) => !declaredFunctions.some((declared) => declared.name === one));
    if (unknown !== undefined)
      throw new OperationError(400, `There is no function ${unknown}. The functions: ${[...new Set(declaredFunctions.map((one) => one.name))].join(', ')}.`);
    if (name.trim() === '') throw new OperationError(400, 'The name of an application must not be blank.');
    const apiKey = newApiKey(random);
    const id = hexOf(random, 6);
    const now = services.clock.now();
    const added = await store.write(function* () {
      if (yield* isNameTaken(organisationId, name)) throw new OperationError(409, 'An application of that name is registered already. Choose another name.');
      yield* addApplication(organisationId, { id, name, functions }, services.keyHash(apiKey), now);
      yield* note(placeOf(context), 'applicationAdd', { id, name }, { by: actorName(context.actor), now });
      return yield* applicationById(organisationId, id, now);
    });
    tellAll(services, 'applications');
    return { application: shown(found(added, 'application')), apiKey };
  },

  'applications.rotate': async ({ id, overlapHours = usualOverlap }, context) => {
    const { services } = context;
    const { organisationId } = services;
    const apiKey = newApiKey(services.random);
    const now = services.clock.now();
    const rotated = await services.store.write(function* () {
      const application = standing(found(yield* applicationById(organisationId, id, now), 'application'));
      yield* rotateKey(organisationId, id, services.keyHash(apiKey), now + overlapHours * hour, now);
      const detail = `The former key is accepted for ${overlapHours} hours more.`;
      yield* note(placeOf(context), 'applicationRotate', application, { by: actorName(context.actor), now }, undefined, detail);
      return yield* applicationById(organisationId, id, now);
    });
    tellAll(services, 'applications');
    return { application: shown(found(rotated, 'application')), apiKey };
  },

  'applications.revoke': async ({ id }, context) => {
    const { services } = context;
    const { organisationId } = services;
    const now = services.clock.now();
    const revoked = await services.store.write(function* () {
      const application = standing(found(yield* applicationById(organisationId, id, now), 'application'));
      yield* revokeApplication(organisationId, id, now);
      yield* note(placeOf(context), 'applicationRevoke', application, { by: actorName(context.actor), now });
      return yield* applicationById(organisationId, id, now);
    });
    tellAll(services, 'applications');
    return shown(found(revoked, 'application'));
  },
};

function standing(application: RegisteredApplication): RegisteredApplication {
  if (application.revokedAt !== null) throw new OperationError(409, 'The application was revoked. Register a new one.');
  return application;
}

function shown(application: RegisteredApplication): OutputOf<'applications.add'>['application'] {
  return {
    id: application.id,
    name: application.name,
    functions: application.functions === null ? null : [...application.functions],
    createdAt: isoTime(application.createdAt),
    revokedAt: isoTimeOrNull(application.revokedAt),
    keys: application.keys.map((key) => ({ createdAt: isoTime(key.createdAt), expiresAt: isoTimeOrNull(key.expiresAt) })),
  };
}
