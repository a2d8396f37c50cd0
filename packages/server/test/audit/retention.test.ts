import { describe, expect, it } from 'vitest';
import { applyRetention, demoRetention, liveRetention, startRetention } from '../../src/audit/index.js';
import { all, sql } from '../../src/store/index.js';
import { here, openTrail, start, type Trail } from '../support/trail.js';

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
