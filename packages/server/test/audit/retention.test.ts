import { describe, expect, it } from 'vitest';
import { applyRetention, demoRetention, liveRetention, record, startRetention } from '../../src/audit/index.js';
import type { PreparedPayload } from '../../src/audit/payload.js';
import { all, sql } from '../../src/store/index.js';
import { here, message, openTrail, start, type Trail } from '../support/trail.js';

const day = 24 * 60 * 60_000;
const payloads = sql`SELECT sequence FROM audit_payload WHERE organisation_id = ? AND workstation_id = ? ORDER BY sequence`;
const retentions = sql`SELECT sequence, linked, detail FROM audit_entry WHERE organisation_id = ? AND kind = 'retention' ORDER BY workstation_id, sequence`;

async function kept(trail: Trail, workstationId = here.workstationId): Promise<number[]> {
  return (await trail.store.read(() => all<{ sequence: number }>(payloads, here.organisationId, workstationId))).map((row) => row.sequence);
}

async function entriesOfRetention(trail: Trail): Promise<{ linked: number; detail: string }[]> {
  return (await trail.store.read(() => all<{ linked: number; detail: string }>(retentions, here.organisationId))).map(({ linked, detail }) => ({
    linked,
    detail,
  }));
}

describe('retention', () => {
  it('B8.5: drops old payloads, never entries; it is itself an entry, and the chain stays whole', async () => {
    const trail = openTrail();
    const checkpoints = await trail.openCheckpoints();
    // 1,500 of January, 600 of March: over the end of a span.
    await trail.addMany(2_100, (index) => ({ at: start + (index < 1_500 ? 0 : 60) * day }));
    await trail.add({ at: start }, { ...here, workstationId: 'desk-2' });
    trail.clock.set(start + 91 * day);
    expect(await applyRetention({ ...trail, policy: demoRetention })).toBe(1_501);
    expect(await kept(trail)).toEqual(Array.from({ length: 600 }, (_, index) => index + 1_501));
    expect(await kept(trail, 'desk-2')).toEqual([]);
    expect(await entriesOfRetention(trail)).toEqual([
      { linked: 1_024, detail: expect.stringMatching(/^Dropped the payloads of 1024 entries, 1 to 1024, \d+ bytes: older than 90 days\.$/) },
      { linked: 1_500, detail: expect.stringMatching(/^Dropped the payloads of 476 entries, 1025 to 1500, /) },
      { linked: 1, detail: expect.stringMatching(/^Dropped the payloads of 1 entries, 1 to 1, /) },
    ]);
    expect(await applyRetention({ ...trail, policy: demoRetention })).toBe(0);
    await checkpoints.close();
    expect(await trail.verify()).toMatchObject({ ok: true, messages: 2_104 });
    // A payload that no retention dropped is missed all the same.
    trail.tamper((database) => database.exec("DELETE FROM audit_payload WHERE workstation_id = 'desk-1' AND sequence = 1600"));
    expect((await trail.verify()).firstBroken).toMatchObject({ workstation: 'desk-1', sequence: 1_600 });
  });

  it('B8.5: drops the oldest where there are more bytes than are kept', async () => {
    const trail = openTrail();
    await trail.addMany(2_000, () => ({ request: Buffer.alloc(600), reply: Buffer.alloc(400) }));
    expect(await applyRetention({ ...trail, policy: { bytes: 300_000 } })).toBe(1_700);
    expect(await kept(trail)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1_701));
    await trail.addMany(10, () => ({ request: Buffer.alloc(1_000), reply: undefined }));
    expect(await applyRetention({ ...trail, policy: { bytes: 300_000 } })).toBe(10);
    expect((await kept(trail))[0]).toBe(1_711);
    await (await trail.openCheckpoints()).close();
    expect(await trail.verify()).toMatchObject({ ok: true });
  });

  it('B8.5: keeps what is as old as may be, and not what is older', async () => {
    const trail = openTrail();
    for (const at of [start, start + 1]) await trail.add({ at });
    trail.clock.set(start + 1 + day);
    expect(await applyRetention({ ...trail, policy: { days: 1 } })).toBe(1);
    expect(await kept(trail)).toEqual([2]);
  });

  it('B8.5: counts the bytes of each organisation by itself, and says why', async () => {
    const trail = openTrail();
    const elsewhere = { organisationId: 'other-practice', workstationId: 'desk-1' };
    const thousand = { request: Buffer.alloc(1_000), reply: undefined };
    for (let index = 0; index < 3; index++) await trail.add(thousand);
    await trail.add(thousand, elsewhere);
    expect(await applyRetention({ ...trail, policy: { bytes: 2_000 } })).toBe(1);
    expect(await kept(trail)).toEqual([2, 3]);
    expect(await trail.store.read(() => all(payloads, elsewhere.organisationId, elsewhere.workstationId))).toHaveLength(1);
    const [entry] = await trail.store.read(() =>
      all<{ outcome: string }>(sql`SELECT outcome FROM audit_entry WHERE organisation_id = ? AND kind = 'retention'`, 'test-practice'),
    );
    expect([entry?.outcome, await entriesOfRetention(trail)]).toEqual([
      'done',
      [{ linked: 1, detail: 'Dropped the payloads of 1 entries, 1 to 1, 1000 bytes: more than 2000 bytes are kept.' }],
    ]);
  });

  it('B8.5: drops the oldest of all workstations first', async () => {
    const trail = openTrail();
    const older = { ...here, workstationId: 'desk-2' };
    const thousand = { request: Buffer.alloc(1_000), reply: undefined };
    // A finished span of each; that of the second is the older.
    await trail.addMany(1_024, () => ({ ...thousand, at: start + day }));
    await trail.store.write(function* () {
      for (let index = 0; index < 1_024; index++) yield* record(older, message({ ...thousand, at: start }));
    });
    expect(await applyRetention({ ...trail, policy: { bytes: 1_024_000 } })).toBe(1_024);
    expect([(await kept(trail)).length, (await kept(trail, 'desk-2')).length]).toEqual([1_024, 0]);
  });

  it('B8.5: drops some megabytes at a time, so that nobody waits long, and stops between when the environment does', async () => {
    const trail = openTrail();
    const large = (): PreparedPayload => ({ digest: 'd', length: 1, encoding: 'none', stored: Buffer.alloc(3 * 1024 * 1024) });
    for (let index = 0; index < 5; index++) await trail.add({ request: large(), reply: undefined });
    trail.clock.set(start + 91 * day);
    // Closed before its first unit, it drops nothing.
    await startRetention({ ...trail, policy: demoRetention, onFailure: () => expect.unreachable() }).close();
    expect(await kept(trail)).toEqual([1, 2, 3, 4, 5]);
    let asked = 0;
    expect(await applyRetention({ ...trail, policy: demoRetention }, () => asked++ > 0)).toBe(2);
    expect(await kept(trail)).toEqual([3, 4, 5]);
    expect(await applyRetention({ ...trail, policy: demoRetention })).toBe(3);
    expect((await entriesOfRetention(trail)).map(({ detail }) => detail.replace(/,.*/u, ''))).toEqual([
      'Dropped the payloads of 2 entries',
      'Dropped the payloads of 2 entries',
      'Dropped the payloads of 1 entries',
    ]);
  });

  it('B8.5: Live keeps all until a period is set', async () => {
    const trail = openTrail();
    await trail.add();
    trail.clock.set(start + 10_000 * day);
    expect(await applyRetention({ ...trail, policy: liveRetention })).toBe(0);
    expect(await applyRetention({ ...trail, policy: { days: 365 } })).toBe(1);
  });

  it('B8.5: is applied at start and once a day', async () => {
    const trail = openTrail();
    await trail.add();
    const retention = startRetention({ ...trail, policy: demoRetention, onFailure: () => expect.unreachable() });
    trail.clock.advance(89 * day);
    await retention.close();
    expect(await kept(trail)).toEqual([1]);
    const again = startRetention({ ...trail, policy: demoRetention, onFailure: () => expect.unreachable() });
    trail.clock.advance(2 * day);
    for (let turn = 0; turn < 10_000 && (await kept(trail)).length > 0; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(await kept(trail)).toEqual([]);
    await again.close();
  });
});
