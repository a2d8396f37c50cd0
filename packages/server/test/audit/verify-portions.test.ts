import { describe, expect, it } from 'vitest';
import type { PreparedPayload } from '../../src/audit/payload.js';
import { nextPortion, type Portion } from '../../src/audit/verify-portions.js';
import { here, openTrail, type Trail } from '../support/trail.js';

const mebibyte = 1024 * 1024;
const elsewhere = { ...here, workstationId: 'desk-2' };

/** So many bytes as they would be stored, whatever they hold. */
const stored = (size: number): PreparedPayload => ({ digest: 'd', length: size, encoding: 'none', stored: Buffer.alloc(size) });

async function portionsOf(trail: Trail): Promise<readonly Portion[]> {
  const portions: Portion[] = [];
  for await (const portion of trail.store.readPortions(nextPortion)) portions.push(portion);
  return portions;
}

const sequencesOf = (portions: readonly Portion[]): readonly (readonly number[])[] => portions.map(({ entries }) => entries.map(({ sequence }) => sequence));

describe('the portions of a verification', () => {
  it('B8.3: are all entries of all chains, each once and in order, with their payloads', async () => {
    const trail = openTrail();
    await trail.addMany(600, () => ({}));
    for (let index = 0; index < 3; index++) await trail.add({}, elsewhere);
    const portions = await portionsOf(trail);
    expect(portions.map(({ place, entries }) => [place.workstationId, entries.length])).toEqual([
      ['desk-1', 256],
      ['desk-1', 256],
      ['desk-1', 88],
      ['desk-2', 3],
    ]);
    expect(sequencesOf(portions).flat()).toEqual([...Array.from({ length: 600 }, (_, index) => index + 1), 1, 2, 3]);
    for (const { entries, payloads, strays } of portions) {
      expect([...payloads.keys()]).toEqual(entries.map(({ sequence }) => sequence));
      expect(strays).toBe(false);
    }
  });

  it('have at most 4 MiB of payloads, but for a single entry that has more', async () => {
    const trail = openTrail();
    for (const request of [2, 2, 1, 5, 5, 3].map((size) => stored(size * mebibyte))) await trail.add({ request, reply: undefined });
    expect(sequencesOf(await portionsOf(trail))).toEqual([[1, 2], [3], [4], [5], [6]]);
  });

  it('B8.3: tell of payloads without an entry, before the first, among the rest and behind the last', async () => {
    for (const [change, strays] of [
      ['sequence = 0 WHERE sequence = 2', [true]],
      ['sequence = -5 WHERE sequence = 1', [true]],
      ['sequence = 4 WHERE sequence = 3', [false, true]],
      ['sequence = sequence', [false]],
    ] as const) {
      const trail = openTrail();
      for (let index = 0; index < 3; index++) await trail.add();
      trail.tamper((database) => database.exec(`UPDATE audit_payload SET ${change}`));
      expect(
        (await portionsOf(trail)).map((portion) => portion.strays),
        change,
      ).toEqual(strays);
    }
    const trail = openTrail();
    for (let index = 0; index < 3; index++) await trail.add();
    trail.tamper((database) => database.exec('DELETE FROM audit_entry WHERE sequence = 2'));
    expect((await portionsOf(trail)).map((portion) => portion.strays)).toEqual([true]);
  });
});

describe('a payload without an entry', () => {
  it('B8.3: is a break wherever it was put', async () => {
    for (const sequence of [0, -1, 4, 300]) {
      const trail = openTrail();
      for (let index = 0; index < 3; index++) await trail.add();
      await trail.add({}, elsewhere);
      await (await trail.openCheckpoints()).close();
      trail.tamper((database) =>
        database.exec(
          `INSERT INTO audit_payload SELECT organisation_id, workstation_id, ${sequence}, stored_bytes, request_encoding, request, reply_encoding, reply
           FROM audit_payload WHERE workstation_id = 'desk-1' AND sequence = 1`,
        ),
      );
      expect((await trail.verify()).firstBroken, String(sequence)).toMatchObject({
        workstation: 'desk-1',
        why: 'There is a payload without its entry: the entry was removed.',
      });
    }
  });
});
