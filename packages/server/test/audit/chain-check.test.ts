// What somebody could do to one chain who knows how it is checked: each is named.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { here, openTrail, start, type Trail } from '../support/trail.js';

/** Entries with both payloads, and checkpoints behind the last. */
async function trailOf(count: number): Promise<Trail> {
  const trail = openTrail();
  const checkpoints = await trail.openCheckpoints();
  for (let index = 1; index <= count; index++) await trail.add({ at: start + index });
  await checkpoints.close();
  return trail;
}

describe('a payload', () => {
  it.each(['request', 'reply'])('B8.3: whose %s was taken away, in any way, is missed though its size was put right', async (part) => {
    const size = `stored_bytes = stored_bytes - LENGTH(${part})`;
    for (const change of [`${part} = NULL, ${size}`, `${part} = NULL, ${part}_encoding = NULL, ${size}`, `${part}_encoding = NULL`]) {
      const trail = await trailOf(3);
      trail.tamper((database) => database.exec(`UPDATE audit_payload SET ${change} WHERE sequence = 2`));
      expect((await trail.verify()).firstBroken, change).toMatchObject({ sequence: 2, why: expect.stringContaining(`payload of the ${part}`) });
    }
  });

  it.each(['request', 'reply'])('B8.3: that had no %s and was given one is found', async (part) => {
    for (const change of [`${part} = x'41', ${part}_encoding = 'none', stored_bytes = stored_bytes + 1`, `${part}_encoding = 'none'`]) {
      const trail = openTrail();
      await trail.add({ [part]: undefined });
      await (await trail.openCheckpoints()).close();
      expect(await trail.verify()).toMatchObject({ ok: true });
      trail.tamper((database) => database.exec(`UPDATE audit_payload SET ${change} WHERE sequence = 1`));
      expect((await trail.verify()).firstBroken, change).toMatchObject({ sequence: 1, why: expect.stringContaining(`payload of the ${part}`) });
    }
  });

  it.each(['request', 'reply'])('B8.3: that held nothing but a %s is missed when it is gone', async (part) => {
    const trail = openTrail();
    await trail.add({ [part === 'request' ? 'reply' : 'request']: undefined });
    await (await trail.openCheckpoints()).close();
    trail.tamper((database) => database.exec('DELETE FROM audit_payload'));
    expect((await trail.verify()).firstBroken).toMatchObject({ sequence: 1, why: expect.stringContaining('no retention dropped it') });
  });

  it('B8.5: is missed when it is gone, whatever later entry names a later one, unless that is one of retention', async () => {
    for (const [kind, whole] of [
      ['message', false],
      ['retention', true],
    ] as const) {
      const trail = await trailOf(4);
      trail.tamper((database) => database.exec('DELETE FROM audit_payload WHERE sequence IN (2, 3)'));
      await trail.add({ kind, linked: 3 });
      expect((await trail.verify()).ok, kind).toBe(whole);
    }
  });

  it('B8.5: is missed when it is gone from behind what retention dropped', async () => {
    const trail = await trailOf(4);
    trail.tamper((database) => database.exec('DELETE FROM audit_payload WHERE sequence IN (2, 3)'));
    await trail.add({ kind: 'retention', linked: 2 });
    await trail.add({ kind: 'retention', linked: undefined });
    expect((await trail.verify()).firstBroken).toMatchObject({ sequence: 3 });
  });
});

describe('a chain', () => {
  it('B8.3: that was made anew between two checkpoints is told by the second', async () => {
    const trail = await trailOf(2);
    const checkpoints = await trail.openCheckpoints();
    await trail.add({ detail: 'as it was' });
    await trail.add();
    await checkpoints.close();
    trail.tamper((database) => database.exec('DELETE FROM audit_entry WHERE sequence > 2; DELETE FROM audit_payload WHERE sequence > 2'));
    await trail.add({ detail: 'as somebody wanted it' });
    await trail.add();
    const { firstBroken } = await trail.verify();
    expect(firstBroken).toMatchObject({ sequence: 4 });
    expect(firstBroken?.why).toMatch(/^The entry is not the one that a checkpoint of 2026-01-05T09:00:00\.000Z tells of/);
  });

  it('B8.3: that was made anew from before several checkpoints is told by the first of them, in whatever order they stand', async () => {
    const trail = await trailOf(2);
    const checkpoints = await trail.openCheckpoints();
    for (let index = 0; index < 2; index++) await trail.add();
    await checkpoints.close();
    writeFileSync(trail.checkpointFile, readFileSync(trail.checkpointFile, 'utf8').trim().split('\n').reverse().join('\n'));
    expect(await trail.verify()).toMatchObject({ ok: true, messages: 4 });
    trail.tamper((database) => database.exec('DELETE FROM audit_entry WHERE sequence > 1; DELETE FROM audit_payload WHERE sequence > 1'));
    for (let index = 0; index < 3; index++) await trail.add({ detail: 'as somebody wanted it' });
    expect((await trail.verify()).firstBroken).toMatchObject({ sequence: 2, why: expect.stringContaining('made anew') });
  });

  it('B8.3: is its own in each organisation, though their workstations have one name', async () => {
    const trail = openTrail();
    for (const organisationId of ['a', 'b', 'c']) for (let index = 0; index < 2; index++) await trail.add({}, { ...here, organisationId });
    await (await trail.openCheckpoints()).close();
    expect(await trail.verify()).toMatchObject({ ok: true, messages: 6 });
  });

  it('B8.3: needs no checkpoint while there is no entry; all entries of it gone, the last checkpoint says how many they were', async () => {
    const trail = openTrail();
    expect(await trail.verify()).toEqual({ ok: true, messages: 0, firstBroken: null, remarks: [] });
    await trail.add();
    const why = 'The file of checkpoints is missing: whether the last entries were cut off cannot be told.';
    expect(await trail.verify()).toEqual({ ok: false, messages: 1, firstBroken: { workstation: '', sequence: 0, why }, remarks: [] });
    await (await trail.openCheckpoints()).close();
    trail.tamper((database) => database.exec('DELETE FROM audit_entry; DELETE FROM audit_payload'));
    expect((await trail.verify()).firstBroken).toEqual({
      workstation: here.workstationId,
      sequence: 1,
      why: 'A checkpoint of 2026-01-05T09:00:00.000Z counts 1 entries; all of them are gone.',
    });
  });

  it('B8.3: of which nothing can be read is no verdict, but a failure', async () => {
    const trail = await trailOf(1);
    await trail.store.close();
    await expect(trail.verify()).rejects.toThrow();
  });

  it('B8.3: says of the first entry that is not right what is wrong with it', async () => {
    for (const [change, why] of [
      ['DELETE FROM audit_entry WHERE sequence = 2', 'The entry is missing.'],
      ["UPDATE audit_entry SET previous_hash = 'x' WHERE sequence = 2", 'The entry does not follow on the one before it.'],
      ["UPDATE audit_entry SET user_name = 'eve' WHERE sequence = 2", 'The entry was changed.'],
      ['UPDATE audit_payload SET stored_bytes = 1 WHERE sequence = 2', 'The size of the payload was changed.'],
      ["UPDATE audit_payload SET request = x'41' || SUBSTR(request, 2) WHERE sequence = 2", 'The payload of the request was changed.'],
      ["UPDATE audit_payload SET reply_encoding = 'none such' WHERE sequence = 2", 'The payload of the reply was changed.'],
    ] as const) {
      const trail = await trailOf(3);
      trail.tamper((database) => database.exec(change));
      expect((await trail.verify()).firstBroken, change).toEqual({ workstation: here.workstationId, sequence: 2, why });
    }
  });

  it('B8.3: is found and checked whatever its organisation and workstation are called', async () => {
    const trail = openTrail();
    const places = ['0', 'A', 'a b', '\u00e9', '\u{1f512}'].flatMap((organisationId) =>
      ['0', 'Z', '\u00e9'].map((workstationId) => ({ organisationId, workstationId })),
    );
    for (const place of places) await trail.add({}, place);
    await (await trail.openCheckpoints()).close();
    expect(await trail.verify()).toMatchObject({ ok: true, messages: places.length });
    trail.tamper((database) => database.exec("UPDATE audit_entry SET user_name = 'eve' WHERE organisation_id = '0' AND workstation_id = 'Z'"));
    expect((await trail.verify()).firstBroken).toMatchObject({ workstation: 'Z', sequence: 1 });
  });
});
