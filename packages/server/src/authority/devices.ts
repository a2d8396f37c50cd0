// The devices: which application may connect from which workstation, and which may not (B4.2 to B4.4).
import type { Place } from '../place.js';
import { hexOf, type Random } from '../random.js';
import { all, first, kept, run, sql, type Work } from '../store/index.js';

/** How long an approval waits for the client that asked for it (B4.3), in milliseconds. */
export const unclaimedFor = 10 * 60_000;

export type DeviceState = 'approved' | 'blocked' | 'revoked';

/** A decision about an application on a workstation. Times are milliseconds since 1970 UTC. */
export interface Device {
  readonly applicationId: string;
  /** Its number among the decisions about that application on that workstation. */
  readonly number: number;
  /** 16 hexadecimal digits; `null` for a block. */
  readonly deviceId: string | null;
  readonly state: DeviceState;
  readonly decidedBy: string;
  readonly decidedAt: number;
  readonly lastUsedAt: number | null;
}

export interface ListedDevice extends Device {
  readonly applicationName: string;
}

type DeviceRow = {
  readonly application_id: string;
  readonly device_number: number;
  readonly device_id: string | null;
  readonly state: DeviceState;
  readonly decided_by: string;
  readonly decided_at: number;
  readonly last_used_at: number | null;
};

const selectBlock = sql`SELECT device_number FROM device
  WHERE organisation_id = ? AND workstation_id = ? AND application_id = ? AND state = 'blocked' LIMIT 1`;
const selectById = sql`SELECT workstation_id, application_id, device_number, state, last_used_at FROM device WHERE organisation_id = ? AND device_id = ?`;
const selectUnclaimed = sql`SELECT device_number, device_id FROM device
  WHERE organisation_id = ? AND workstation_id = ? AND application_id = ? AND state = 'approved' AND unclaimed_until > ?
  ORDER BY device_number LIMIT 1`;
const selectInUse = sql`SELECT device_id FROM device
  WHERE organisation_id = ? AND workstation_id = ? AND application_id = ? AND state = 'approved' AND unclaimed_until IS NULL
  ORDER BY last_used_at DESC, device_number DESC LIMIT 1`;
const markClaimed = sql`UPDATE device SET unclaimed_until = NULL, last_used_at = ?
  WHERE organisation_id = ? AND workstation_id = ? AND application_id = ? AND device_number = ?`;
const markUsed = sql`UPDATE device SET last_used_at = ?, unclaimed_until = NULL
  WHERE organisation_id = ? AND workstation_id = ? AND application_id = ? AND device_number = ?`;
const selectLastNumber = sql`SELECT MAX(device_number) AS last FROM device WHERE organisation_id = ? AND workstation_id = ? AND application_id = ?`;
const insertDevice = sql`INSERT INTO device (organisation_id, workstation_id, application_id, device_number, device_id, state, decided_by, decided_at,
  last_used_at, unclaimed_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)`;
const selectDevices = sql`SELECT device.application_id, device.device_number, device.device_id, device.state, device.decided_by, device.decided_at,
    device.last_used_at, COALESCE(application.name, device.application_id) AS application_name
  FROM device LEFT JOIN application ON application.organisation_id = device.organisation_id AND application.application_id = device.application_id
  WHERE device.organisation_id = ? AND device.workstation_id = ? ORDER BY device.decided_at, device.application_id, device.device_number`;
const selectDevice = sql`SELECT application_id, device_number, device_id, state, decided_by, decided_at, last_used_at FROM device
  WHERE organisation_id = ? AND workstation_id = ? AND application_id = ? AND device_number = ?`;
const deleteDevice = sql`DELETE FROM device WHERE organisation_id = ? AND workstation_id = ? AND application_id = ? AND device_number = ?`;
const revokeRow = sql`UPDATE device SET state = 'revoked', unclaimed_until = NULL
  WHERE organisation_id = ? AND workstation_id = ? AND application_id = ? AND device_number = ?`;

/** Whether the application is blocked on this workstation. */
export function* isBlocked(place: Place, applicationId: string): Work<boolean> {
  return (yield* kept(selectBlock, place.organisationId, place.workstationId, applicationId)) !== undefined;
}

/** How much later than the last one a use is written down, in milliseconds: a write for each request would buy nobody anything. */
const useInterval = 1_000;

/** Whether a DeviceID is that of an approved device of this application on this workstation (B4.4); if it is, its use is noted. */
export function* useDevice(place: Place, applicationId: string, deviceId: string, now: number): Work<boolean> {
  const row = yield* kept<{ workstation_id: string; application_id: string; device_number: number; state: DeviceState; last_used_at: number | null }>(
    selectById,
    place.organisationId,
    deviceId,
  );
  const known = row?.state === 'approved' && row.workstation_id === place.workstationId && row.application_id === applicationId;
  if (!known) return false;
  if (row.last_used_at === null || Math.abs(now - row.last_used_at) >= useInterval) {
    yield* run(markUsed, now, place.organisationId, place.workstationId, applicationId, row.device_number);
  }
  return true;
}

/** Takes the DeviceID of an approval that no client has fetched yet (B4.3). */
export function* claimDevice(place: Place, applicationId: string, now: number): Work<string | undefined> {
  const row = yield* first<{ device_number: number; device_id: string }>(selectUnclaimed, place.organisationId, place.workstationId, applicationId, now);
  if (row === undefined) return undefined;
  yield* run(markClaimed, now, place.organisationId, place.workstationId, applicationId, row.device_number);
  return row.device_id;
}

/** The DeviceID that the application has used last on this workstation; empty where it has none. An approval that waits for its client stays that client's. */
export function* deviceInUse(place: Place, applicationId: string): Work<string> {
  return (yield* first<{ device_id: string }>(selectInUse, place.organisationId, place.workstationId, applicationId))?.device_id ?? '';
}

/** A new DeviceID: 16 hexadecimal digits. */
export function newDeviceId(random: Random): string {
  return hexOf(random, 8);
}

/** Approves: a DeviceID is issued, to be fetched by the next empty one until it lapses. */
export function* approveDevice(place: Place, applicationId: string, deviceId: string, by: string, now: number): Work<Device> {
  return yield* decide(place, applicationId, { deviceId, state: 'approved', by, now, unclaimedUntil: now + unclaimedFor });
}

/** Blocks the application on this workstation, until someone lifts it. */
export function* blockApplication(place: Place, applicationId: string, by: string, now: number): Work<Device> {
  return yield* decide(place, applicationId, { deviceId: null, state: 'blocked', by, now, unclaimedUntil: null });
}

interface Decision {
  readonly deviceId: string | null;
  readonly state: DeviceState;
  readonly by: string;
  readonly now: number;
  readonly unclaimedUntil: number | null;
}

function* decide(place: Place, applicationId: string, decision: Decision): Work<Device> {
  const { organisationId, workstationId } = place;
  const { deviceId, state, by, now } = decision;
  const number = ((yield* first<{ last: number | null }>(selectLastNumber, organisationId, workstationId, applicationId))?.last ?? 0) + 1;
  yield* run(insertDevice, organisationId, workstationId, applicationId, number, deviceId, state, by, now, decision.unclaimedUntil);
  return { applicationId, number, deviceId, state, decidedBy: by, decidedAt: now, lastUsedAt: null };
}

function deviceOf(row: DeviceRow): Device {
  return {
    applicationId: row.application_id,
    number: row.device_number,
    deviceId: row.device_id,
    state: row.state,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    lastUsedAt: row.last_used_at,
  };
}

/** Every decision on this workstation, the oldest first. */
export function* listDevices(place: Place): Work<readonly ListedDevice[]> {
  const rows = yield* all<DeviceRow & { readonly application_name: string }>(selectDevices, place.organisationId, place.workstationId);
  return rows.map((row) => ({ ...deviceOf(row), applicationName: row.application_name }));
}

/** One decision. */
export function* deviceOfNumber(place: Place, applicationId: string, number: number): Work<Device | undefined> {
  const row = yield* first<DeviceRow>(selectDevice, place.organisationId, place.workstationId, applicationId, number);
  return row && deviceOf(row);
}

/** Lifts a block. */
export function* liftBlock(place: Place, device: Device): Work<void> {
  yield* run(deleteDevice, place.organisationId, place.workstationId, device.applicationId, device.number);
}

/** Withdraws an approval: its DeviceID is unknown from now on. */
export function* revokeDevice(place: Place, device: Device): Work<void> {
  yield* run(revokeRow, place.organisationId, place.workstationId, device.applicationId, device.number);
}
