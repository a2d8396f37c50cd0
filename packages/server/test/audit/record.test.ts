import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { preparePayload, record } from '../../src/audit/index.js';
import { payloadBytes } from '../../src/audit/payload.js';
import { all, attempt, sql } from '../../src/store/index.js';
import { here, message, openTrail } from '../support/trail.js';

const entries = sql`SELECT * FROM audit_entry WHERE organisation_id = ? ORDER BY workstation_id, sequence`;

describe('recording', () => {
  it('B8.3: one gapless chain for each organisation and workstation, each entry with the hash of the one before', async () => {
    const trail = openTrail();
    const elsewhere = { ...here, workstationId: 'desk-2' };
    const sequences = await Promise.all([trail.add(), trail.add(), trail.add({}, elsewhere), trail.add(), trail.add({}, { ...here, organisationId: 'other' })]);
    expect(sequences).toEqual([1, 2, 1, 3, 1]);
    const rows = await trail.store.read(() => all(entries, here.organisationId));
    expect(rows.map((row) => row.sequence)).toEqual([1, 2, 3, 1]);
    expect(rows[0]?.previous_hash).toBe('0'.repeat(64));
    expect(rows[1]?.previous_hash).toBe(rows[0]?.hash);
    expect(rows[2]?.previous_hash).toBe(rows[1]?.hash);
    expect(rows[3]?.previous_hash).toBe('0'.repeat(64));
  });

  it('B8.1: an entry is committed with the change that it tells of, and undone with it', async () => {
    const trail = openTrail();
    await trail.add();
    await expect(
      trail.store.write(function* () {
        yield* record(here, message());
        throw new Error('the change failed');
      }),
    ).rejects.toThrow('the change failed');
    const [sequence] = await Promise.all([
      trail.store.write(function* () {
        try {
          yield* attempt(function* () {
            yield* record(here, message());
            throw new Error('this part failed');
          });
        } catch {
          // What is recorded next takes the sequence of what was undone.
        }
        return yield* record(here, message());
      }),
      trail.add(),
    ]);
    expect(sequence).toBe(2);
    await trail.openCheckpoints();
    expect(await trail.verify()).toMatchObject({ ok: true, messages: 3 });
  });

  it('B3.6: counts the earlier messages with the same RequestUID', async () => {
    const trail = openTrail();
    await trail.add({ requestUid: 'a' });
    await trail.add({ requestUid: 'b' });
    await trail.add({ requestUid: 'a' });
    await trail.add({ kind: 'sent', requestUid: 'a', linked: 3 });
    await trail.add({ requestUid: 'a' });
    await trail.add({ requestUid: '' });
    await trail.add({ requestUid: '' });
    const rows = await trail.store.read(() => all(entries, here.organisationId));
    expect(rows.map((row) => row.repeats)).toEqual([0, 0, 1, 0, 2, 0, 0]);
  });

  it('keeps what no database can keep as text so that the chain stays whole', async () => {
    const trail = openTrail();
    await trail.add({
      requestUid: 'half \ud83d',
      function: 'nul \0',
      functionVersion: '\0',
      detail: 'whole \u{1f600}',
      duration: 12.7,
      deviations: ['a', '"'],
    });
    const checkpoints = await trail.openCheckpoints();
    expect(await trail.verify()).toMatchObject({ ok: true });
    await checkpoints.close();
    const [row] = await trail.store.read(() => all(entries, here.organisationId));
    expect(row).toMatchObject({
      request_uid: 'half \ufffd',
      function_name: 'nul \ufffd',
      function_version: '\ufffd',
      detail: 'whole \u{1f600}',
      duration_us: 13,
    });
  });

  it('keeps long payloads compressed, with the digest of what was received', async () => {
    const long = Buffer.from('<Event/>'.repeat(50_000));
    const payload = await preparePayload(long);
    expect(payload.digest).toBe(createHash('sha256').update(long).digest('hex'));
    expect(payload.length).toBe(long.length);
    expect(payload.stored.length).toBeLessThan(long.length / 10);
    expect(Buffer.from(await payloadBytes(payload.encoding, payload.stored)).equals(long)).toBe(true);
    expect((await preparePayload(Buffer.alloc(1000))).encoding).toBe('none');
    const own = await preparePayload(long, async (bytes) => deflateSync(bytes));
    expect(Buffer.from(await payloadBytes(own.encoding, own.stored)).equals(long)).toBe(true);
    expect(own.stored.length).not.toBe(payload.stored.length);
  });
});
