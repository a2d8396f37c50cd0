import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  addApplication,
  applicationById,
  applicationByKey,
  isNameTaken,
  keyHashWith,
  listApplications,
  newApiKey,
  revokeApplication,
  rotateKey,
} from '../../src/authority/applications.js';
import { openTrail } from '../support/trail.js';

const practice = 'a-practice';
const now = 1_000_000;
const kiosk = { id: 'kiosk', name: 'Kiosk', functions: ['GetFunctions', 'PatientSearch'] };
const report = { id: 'report', name: 'Report', functions: null };

/** A store with two applications; `kiosk` has the key `k1`, `report` the key `r1`. */
async function opened() {
  const { store } = openTrail();
  await store.write(function* () {
    yield* addApplication(practice, report, 'r1', now + 1);
    yield* addApplication(practice, kiosk, 'k1', now);
  });
  const idByKey = async (hash: string, at: number, organisation = practice): Promise<string | undefined> =>
    (await store.read(() => applicationByKey(organisation, hash, at)))?.id;
  return { store, idByKey };
}

describe('keyHashWith', () => {
  it('B4.1: gives the HMAC-SHA-256 of the key', () => {
    const secret = Buffer.alloc(32, 7);
    expect(keyHashWith(secret)('kéy')).toBe(createHmac('sha256', secret).update('kéy', 'utf8').digest('hex'));
    expect(keyHashWith(Buffer.alloc(32, 8))('kéy')).not.toBe(keyHashWith(secret)('kéy'));
  });
});

describe('newApiKey', () => {
  it('B4.1: is 16 hexadecimal digits of what chance gives', () => {
    expect(newApiKey((count) => Uint8Array.from({ length: count }, (_, index) => 0xf8 + index))).toBe('f8f9fafbfcfdfeff');
  });
});

describe('an application', () => {
  it('B4.1: is found by its key, with the functions that it may call, in its organisation alone', async () => {
    const { store, idByKey } = await opened();
    expect(await store.read(() => applicationByKey(practice, 'k1', now))).toEqual(kiosk);
    expect(await store.read(() => applicationByKey(practice, 'r1', now))).toEqual(report);
    expect(await idByKey('none', now)).toBeUndefined();
    expect(await idByKey('k1', now, 'another-practice')).toBeUndefined();
  });

  it('B4.1: whose key was rotated is found by the old one until the overlap ends, and by the new one', async () => {
    const { store, idByKey } = await opened();
    await store.write(() => rotateKey(practice, 'kiosk', 'k2', now + 500, now + 100));
    expect([await idByKey('k1', now + 499), await idByKey('k1', now + 500), await idByKey('k2', now + 500)]).toEqual(['kiosk', undefined, 'kiosk']);
    expect(await idByKey('r1', now + 500)).toBe('report');
  });

  it('B4.1: whose key is rotated again has no older key for longer', async () => {
    const { store, idByKey } = await opened();
    await store.write(() => rotateKey(practice, 'kiosk', 'k2', now + 500, now));
    await store.write(() => rotateKey(practice, 'kiosk', 'k3', now + 900, now));
    const accepted = async (at: number): Promise<unknown[]> => [await idByKey('k1', at), await idByKey('k2', at), await idByKey('k3', at)];
    expect(await accepted(now + 499)).toEqual(['kiosk', 'kiosk', 'kiosk']);
    expect(await accepted(now + 500)).toEqual([undefined, 'kiosk', 'kiosk']);
    expect(await accepted(now + 900)).toEqual([undefined, undefined, 'kiosk']);
    await store.write(() => rotateKey(practice, 'kiosk', 'k4', now + 100, now));
    expect(await accepted(now + 100)).toEqual([undefined, undefined, undefined]);
  });

  it('B4.1: that is revoked is found by none of its keys, and its name is free again', async () => {
    const { store, idByKey } = await opened();
    await store.write(() => rotateKey(practice, 'kiosk', 'k2', now + 500, now));
    expect(await store.read(() => isNameTaken(practice, 'Kiosk'))).toBe(true);
    expect(await store.read(() => isNameTaken('another-practice', 'Kiosk'))).toBe(false);
    expect(await store.read(() => isNameTaken(practice, 'kiosk'))).toBe(false);
    await store.write(() => revokeApplication(practice, 'kiosk', now + 7));
    expect([await idByKey('k1', now), await idByKey('k2', now), await idByKey('r1', now)]).toEqual([undefined, undefined, 'report']);
    expect(await store.read(() => isNameTaken(practice, 'Kiosk'))).toBe(false);
    await store.write(() => revokeApplication(practice, 'kiosk', now + 900));
    expect(await store.read(() => applicationById(practice, 'kiosk', now))).toEqual({ ...kiosk, createdAt: now, revokedAt: now + 7, keys: [] });
  });

  it('B4.1: is shown with those of its own keys that are still accepted', async () => {
    const { store } = await opened();
    await store.write(() => rotateKey(practice, 'kiosk', 'k2', now + 500, now + 100));
    const keys = [
      { createdAt: now, expiresAt: now + 500 },
      { createdAt: now + 100, expiresAt: null },
    ];
    const reported = { ...report, createdAt: now + 1, revokedAt: null, keys: [{ createdAt: now + 1, expiresAt: null }] };
    expect(await store.read(() => listApplications(practice, now + 499))).toEqual([{ ...kiosk, createdAt: now, revokedAt: null, keys }, reported]);
    expect((await store.read(() => applicationById(practice, 'kiosk', now + 500)))?.keys).toEqual(keys.slice(1));
    expect(await store.read(() => applicationById(practice, 'nobody', now))).toBeUndefined();
    expect(await store.read(() => listApplications('another-practice', now))).toEqual([]);
  });
});
