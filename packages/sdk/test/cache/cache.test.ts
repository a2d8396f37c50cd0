import { movableClock } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { type CacheKey, createCache, defaultCacheLimits } from '../../src/cache/cache.js';
import { surroundings } from '../support/environment.js';

const around = surroundings({ throttle: 'off' });

describe('a cache', () => {
  const keyOf = (key: string, patient?: string): CacheKey => ({ key, kind: 'record', patient, ofUser: patient !== undefined, windowMs: 30_000 });

  it('is bounded, forgets what was used longest ago first, and keeps each kind for its time', () => {
    const clock = movableClock();
    const cache = createCache(clock, { ...defaultCacheLimits, bytes: 100 });
    for (const name of ['a', 'b', 'c']) cache.put(keyOf(name), { name }, 40, cache.era());
    expect(cache.get(keyOf('a'))).toBeUndefined();
    expect(cache.get(keyOf('b'))).toEqual({ name: 'b' });
    cache.put(keyOf('d'), { name: 'd' }, 40, cache.era());
    expect(cache.get(keyOf('c'))).toBeUndefined();
    cache.put(keyOf('e'), {}, 101, cache.era());
    expect(cache.statistics()).toEqual({ hits: 1, misses: 2, entries: 2, bytes: 80, savedMs: 30_000 });
    clock.advance(60_000);
    expect(cache.get(keyOf('b'))).toBeUndefined();
    expect(cache.statistics()).toMatchObject({ entries: 1, bytes: 40 });
  });

  it('keeps nothing that was read before something was dropped, and what it gives nobody can change', () => {
    const cache = createCache(movableClock(), defaultCacheLimits);
    const era = cache.era();
    cache.dropPatient('p');
    cache.put(keyOf('a', 'p'), {}, 1, era);
    expect(cache.get(keyOf('a', 'p'))).toBeUndefined();
    const value = { inner: { list: [1] } };
    cache.put(keyOf('a', 'p'), value, 1, cache.era());
    cache.put(keyOf('b', 'q'), {}, 1, cache.era());
    expect(Object.isFrozen(value.inner.list)).toBe(true);
    cache.dropPatient('p');
    expect(cache.get(keyOf('a', 'p'))).toBeUndefined();
    expect(cache.get(keyOf('b', 'q'))).toEqual({});
  });
});

describe('B2.10: what another user may not see', () => {
  it('is given out for as long as the user is seen, and for five seconds where nobody looks', async () => {
    const client = await around.connect({ pacing: 'off' });
    const [{ nhsNumber }] = await around.patients();
    let sent = 0;
    client.on('request', ({ function: name }) => {
      if (name === 'GetPatientRecord' || name === 'GetOrganisationMetaData') sent += 1;
    });
    const read = () => client.getPatientRecord({ Identity: { NHSNumber: nhsNumber }, Filter: { Demographics: true } });
    await read();
    around.clock.advance(5_000);
    await read();
    expect(sent).toBe(1);
    around.clock.advance(1);
    await read();
    expect(sent).toBe(2);
    for (let looks = 0; looks < 10; looks += 1) {
      around.clock.advance(4_000);
      await client.getCurrentActivity({}, { fresh: true });
      await read();
    }
    expect(sent).toBe(2);
    around.clock.advance(6_000);
    await read();
    expect(sent).toBe(3);
    // What the organisation consists of, everybody may see; who is signed in, not for longer than the rest.
    await client.getOrganisationMetaData();
    await client.getOrganisationMetaData({ LoggedOnUserOnly: 'true' });
    around.clock.advance(6_000);
    await client.getOrganisationMetaData();
    expect(sent).toBe(5);
    await client.getOrganisationMetaData({ LoggedOnUserOnly: 'true' });
    expect(sent).toBe(6);
  });

  it('is not given to another one who has signed in meanwhile, nobody having looked who it is', async () => {
    const client = await around.connect({ pacing: 'off' });
    const { environment } = around;
    const [{ nhsNumber }] = await around.patients();
    const read = () => client.getPatientRecord({ Identity: { NHSNumber: nhsNumber }, Filter: { Demographics: true } });
    await client.getOrganisationMetaData({ LoggedOnUserOnly: 'true' });
    await read();
    const staff = await environment().perform('staff.list', {});
    const other = staff.find(({ userName }) => userName !== environment().user)?.userName ?? '';
    await environment().perform('session.signIn', { userName: other });
    around.clock.advance(5_001);
    const { hits } = client.cacheStatistics();
    await read().catch(() => undefined);
    expect(client.cacheStatistics().hits).toBe(hits);
    // The metadata tell who is signed in, too.
    const found = await client.getOrganisationMetaData({ LoggedOnUserOnly: 'true' });
    expect(found.User.map(({ UserName }) => UserName)).toEqual([other]);
    expect(client.cacheStatistics().entries).toBe(1);
    await environment().perform('session.signIn', { userName: environment().user });
  });
});

describe('reads', () => {
  it('are answered from the cache until the patient is written to, and fresh goes around it', async () => {
    const client = await around.connect({ pacing: 'off' });
    const [{ nhsNumber }] = await around.patients();
    let sent = 0;
    client.on('request', ({ function: name }) => {
      if (name === 'GetPatientRecord') sent += 1;
    });
    const read = (fresh = false) => client.getPatientRecord({ Identity: { NHSNumber: nhsNumber }, Filter: { Demographics: true } }, { fresh });
    const first = await read();
    expect(await read()).toBe(first);
    expect(sent).toBe(1);
    expect(await read(true)).toEqual(first);
    expect(sent).toBe(2);
    await client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Demographics: { KnownAs: 'Cached' } }, { save: 'now' });
    expect((await read()).Demographics?.KnownAs).toBe('Cached');
    expect(sent).toBe(3);
    expect(client.cacheStatistics()).toMatchObject({ hits: 1, savedMs: 1_000 });
  });

  it('that are the same and under way are asked once, and each may be given up by itself', async () => {
    const client = await around.connect({ pacing: 'off' });
    let sent = 0;
    client.on('request', () => {
      sent += 1;
    });
    const giveUp = new AbortController();
    const calls = [client.getDiary(), client.getDiary({}, { signal: giveUp.signal }), client.getDiary()];
    giveUp.abort(new Error('enough'));
    const [first, second, third] = await Promise.allSettled(calls);
    expect(second).toMatchObject({ status: 'rejected', reason: { message: 'enough' } });
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(third).toEqual(first);
    expect(sent).toBe(1);
  });

  it('find the cache empty after a sign-out, and after another user has been seen', async () => {
    const client = await around.connect({ pacing: 'off' });
    const { environment } = around;
    await client.getOrganisationMetaData();
    expect(client.cacheStatistics().entries).toBe(1);
    await client.exitClient();
    expect(client.cacheStatistics().entries).toBe(0);
    await expect(client.getCurrentActivity()).rejects.toMatchObject({ code: 'NobodySignedIn' });
    await environment().perform('session.signIn', { userName: environment().user });
    await client.getCurrentActivity();
    await client.getOrganisationMetaData();
    const other = (await environment().perform('staff.list', {})).find(({ userName }) => userName !== environment().user);
    await environment().perform('session.signIn', { userName: other?.userName ?? '' });
    await client.getCurrentActivity();
    expect(client.cacheStatistics().entries).toBe(0);
    await environment().perform('session.signIn', { userName: environment().user });
  });
});
