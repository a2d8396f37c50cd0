// Who may call and who may not: applications and devices of every kind, on two workstations, beside another organisation in the same database.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Environment } from 's1kit';
import { askOnce, deviceIdIn } from '../wire/replies.js';
import type { Caller } from '../wire/requests.js';

/** The number of a workstation, from 0. */
type Station = 0 | 1;

export interface Identities {
  /** What may call, and at which workstation alone. */
  readonly accepted: readonly (Caller & { readonly station: Station })[];
  /** Keys that were true once, or are elsewhere: of revoked applications, rotated out, of another organisation. */
  readonly deadKeys: string[];
  /** DeviceIDs that were true once, or are elsewhere. */
  readonly deadDevices: string[];
  /** The key of an application that is blocked at the first workstation, and the DeviceID that it had there before. */
  readonly blocked: Caller;
  /** Lets a key and a DeviceID become stale: the one is rotated out, the other revoked. */
  age(): Promise<void>;
}

export type FirstRequest = (apiKey: string) => string;

/** Makes them, by what an administrator and the users of the workstations can do. */
export async function makeIdentities(environment: Environment, firstRequest: FirstRequest, otherOrganisation: Caller): Promise<Identities> {
  const { apiKey, perform, prompts, workstations } = environment;
  let approving = false;
  // The user approves what is to be true, and nothing else.
  prompts.subscribe(() => {
    for (const { promptId } of prompts.list()) {
      const answer = approving ? 'approve' : 'later';
      setImmediate(() => prompts.answer(promptId, answer, 'campaign'));
    }
  });
  const ports = workstations.map(({ port }) => port);
  const connect = async (key: string, station: Station): Promise<string> => {
    approving = true;
    const deviceId = deviceIdIn(await askOnce(ports[station] ?? 0, firstRequest(key)));
    approving = false;
    if (deviceId === '') throw new Error('An application that should have been approved was not.');
    return deviceId;
  };
  const add = async (name: string): Promise<{ readonly id: string; readonly apiKey: string }> => {
    const { apiKey: key, application } = await perform('applications.add', { name });
    return { id: application.id, apiKey: key };
  };
  const other = await add('Other');
  const revoked = await add('Revoked');
  const blocked = await add('Blocked');
  const ageing = await add('Ageing');
  const accepted = [
    { apiKey, deviceId: await connect(apiKey, 0), station: 0 as const },
    { apiKey, deviceId: await connect(apiKey, 1), station: 1 as const },
    { apiKey: other.apiKey, deviceId: await connect(other.apiKey, 0), station: 0 as const },
  ];
  const blockedCaller = { apiKey: blocked.apiKey, deviceId: await connect(blocked.apiKey, 0) };
  const deadDevices = [await connect(revoked.apiKey, 0), otherOrganisation.deviceId];
  await perform('applications.revoke', { id: revoked.id });
  await perform('devices.block', { applicationId: blocked.id });
  const deadKeys = [revoked.apiKey, otherOrganisation.apiKey];
  let ageingKey = ageing.apiKey;
  return {
    accepted,
    deadKeys,
    deadDevices,
    blocked: blockedCaller,
    age: async () => {
      const deviceId = await connect(ageingKey, 0);
      const device = (await perform('devices.list', {})).find((one) => one.deviceId === deviceId);
      if (device !== undefined) await perform('devices.revoke', { id: device.id });
      deadDevices.push(deviceId);
      deadKeys.push(ageingKey);
      ageingKey = (await perform('applications.rotate', { id: ageing.id, overlapHours: 0 })).apiKey;
    },
  };
}

/** Puts another organisation into the database of an environment, with an application and a device that are true there. */
export function addOrganisation(dataFolder: string, workstation: string, now: number): Caller {
  const caller = { apiKey: '0f1e2d3c4b5a6978', deviceId: '8796a5b4c3d2e1f0' };
  // The environment wrote it: its secret stands there.
  const { hmacSecret } = JSON.parse(readFileSync(join(dataFolder, 'keys.json'), 'utf8')) as { readonly hmacSecret: string };
  const keyHash = createHmac('sha256', Buffer.from(hmacSecret, 'base64')).update(caller.apiKey, 'utf8').digest('hex');
  const database = new Database(join(dataFolder, 's1kit.db'), { timeout: 5_000 });
  try {
    database.prepare(`INSERT INTO organisation (organisation_id, name) VALUES ('elsewhere', 'Elsewhere')`).run();
    database
      .prepare(
        `INSERT INTO application (organisation_id, application_id, name, functions, created_at, revoked_at) VALUES ('elsewhere', 'app', 'Elsewhere', NULL, ?, NULL)`,
      )
      .run(now);
    database
      .prepare(`INSERT INTO application_key (organisation_id, key_hash, application_id, created_at, expires_at) VALUES ('elsewhere', ?, 'app', ?, NULL)`)
      .run(keyHash, now);
    database
      .prepare(
        `INSERT INTO device (organisation_id, workstation_id, application_id, device_number, device_id, state, decided_by, decided_at, last_used_at, unclaimed_until)
          VALUES ('elsewhere', ?, 'app', 1, ?, 'approved', 'x', ?, NULL, NULL)`,
      )
      .run(workstation, caller.deviceId, now);
  } finally {
    database.close();
  }
  return caller;
}
