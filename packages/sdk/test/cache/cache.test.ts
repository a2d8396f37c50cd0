import { movableClock } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { type CacheKey, createCache, defaultCacheLimits } from '../../src/cache/cache.js';
import type { SystmOne } from '../../src/index.js';
import { surroundings, until } from '../support/environment.js';

const around = surroundings({ throttle: 'off' });
/** What is read is given out though nobody looks who is signed in. */
const unseen = { unseenUserMs: 3_600_000 };

describe('a cache', () => {
  const keyOf = (key: string, patient?: string): CacheKey => ({ key, kind: 'record', patient, ofUser: patient !== undefined, windowMs: 30_000 });

  it('is bounded, forgets what was used longest ago first, and keeps each kind for its time', () => {
    const clock = movableClock();
    const cache = createCache(clock, { ...defaultCacheLimits, bytes: 100 });
    for (const name of ['a', 'b', 'c']) cache.put(keyOf(name), { name }, 40, cache.now());
    expect(cache.get(keyOf('a'))).toBeUndefined();
    expect(cache.get(keyOf('b'))).toEqual({ name: 'b' });
    cache.put(keyOf('d'), { name: 'd' }, 40, cache.now());
    expect(cache.get(keyOf('c'))).toBeUndefined();
    cache.put(keyOf('e'), {}, 101, cache.now());
    expect(cache.statistics()).toEqual({ hits: 1, misses: 2, entries: 2, bytes: 80, savedMs: 30_000 });
    clock.advance(60_000);
    expect(cache.get(keyOf('b'))).toBeUndefined();
    expect(cache.statistics()).toMatchObject({ entries: 1, bytes: 40 });
  });

  it('keeps nothing that was read before something was dropped, and what it gives nobody can change', () => {
    const cache = createCache(movableClock(), { ...defaultCacheLimits, ...unseen });
    const era = cache.now();
    cache.dropPatient('p');
    cache.put(keyOf('a', 'p'), {}, 1, era);
    expect(cache.get(keyOf('a', 'p'))).toBeUndefined();
    const value = { inner: { list: [1] } };
    cache.put(keyOf('a', 'p'), value, 1, cache.now());
    cache.put(keyOf('b', 'q'), {}, 1, cache.now());
    expect(Object.isFrozen(value.inner.list)).toBe(true);
    cache.dropPatient('p');
    expect(cache.get(keyOf('a', 'p'))).toBeUndefined();
    expect(cache.get(keyOf('b', 'q'))).toEqual({});
  });
});

describe('B4.7: what depends on the user', () => {
  interface Reader {
    readonly client: SystmOne;
    readonly read: () => Promise<unknown>;
    /** How many reads of records and metadata were sent. */
    readonly sent: () => number;
  }

  async function reader(options: Parameters<typeof around.connect>[0] = {}): Promise<Reader> {
    const client = await around.connect({ pacing: 'off', ...options });
    const [{ nhsNumber }] = await around.patients();
    let sent = 0;
    client.on('request', ({ function: name }) => {
      if (name === 'GetPatientRecord' || name === 'GetOrganisationMetaData' || name === 'GetFunctions') sent += 1;
    });
    const read = () => client.getPatientRecord({ Identity: { NHSNumber: nhsNumber }, Filter: { Demographics: true } });
    return { client, read, sent: () => sent };
  }

  const signIn = (userName: string) => around.environment().perform('session.signIn', { userName });
  const another = async (): Promise<string> =>
    (await around.environment().perform('staff.list', {})).find(({ userName }) => userName !== around.environment().user)?.userName ?? '';

  /** Begins to follow the user. @returns what has the next look made, and waits for it */
  async function following(client: SystmOne): Promise<{ look(): Promise<void>; stop(): void }> {
    let looks = 0;
    client.on('reply', ({ function: name }) => {
      if (name === 'GetCurrentActivity') looks += 1;
    });
    const stop = new AbortController();
    const changes = client.watchActivity({ signal: stop.signal })[Symbol.asyncIterator]();
    await changes.next();
    const going = (async () => {
      for (;;) if ((await changes.next()).done === true) return;
    })();
    going.catch(() => undefined);
    const look = async (): Promise<void> => {
      const before = looks;
      // The pause begins once the look before has come to its end.
      await new Promise((resolve) => setImmediate(resolve));
      around.clock.advance(1_000);
      await until(() => looks > before);
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { look, stop: () => stop.abort(new Error('enough')) };
  }

  it('is asked for each time where nobody follows the user; what does not is kept', async () => {
    const { client, read, sent } = await reader();
    await read();
    await client.getCurrentActivity();
    await read();
    expect(sent()).toBe(2);
    // They say who is signed in.
    await client.getOrganisationMetaData();
    await client.getOrganisationMetaData();
    expect(sent()).toBe(4);
    await client.getFunctions();
    around.clock.advance(60_000);
    await client.getFunctions();
    expect(sent()).toBe(5);
  });

  it('is kept while the user is followed, and no longer', async () => {
    const { client, read, sent } = await reader();
    const { look, stop } = await following(client);
    await read();
    await client.getOrganisationMetaData();
    for (let looks = 0; looks < 5; looks += 1) {
      await look();
      around.clock.advance(900);
      await read();
      await client.getOrganisationMetaData();
    }
    expect(sent()).toBe(2);
    stop();
    around.clock.advance(1_500);
    await read();
    expect(sent()).toBe(3);
  });

  it('is not given to another one who has signed in: it is dropped at the next look', async () => {
    const { client, read, sent } = await reader();
    const { look, stop } = await following(client);
    await read();
    await signIn(await another());
    await look();
    expect(client.cacheStatistics().entries).toBe(0);
    await read().catch(() => undefined);
    expect(sent()).toBe(2);
    stop();
    await signIn(around.environment().user);
  });

  it('that was read while nobody looked is given to nobody who is seen later', async () => {
    const { client, read, sent } = await reader({ cache: { unseenUserMs: 2_000 } });
    await client.getCurrentActivity({}, { fresh: true });
    around.clock.advance(2_000);
    // Somebody else, as far as is known.
    await read();
    await client.getCurrentActivity({}, { fresh: true });
    await read();
    expect(sent()).toBe(2);
    await read();
    expect(sent()).toBe(2);
  });

  it('is given out for a time that the application has chosen, though nobody looks', async () => {
    const { client, read, sent } = await reader({ cache: { unseenUserMs: 5_000 } });
    await read();
    around.clock.advance(4_999);
    await read();
    expect(sent()).toBe(1);
    around.clock.advance(1);
    await read();
    expect(sent()).toBe(2);
    await client.getCurrentActivity({}, { fresh: true });
    await read();
    for (let looks = 0; looks < 10; looks += 1) {
      around.clock.advance(4_000);
      await client.getCurrentActivity({}, { fresh: true });
      await read();
    }
    expect(sent()).toBe(3);
  });
});

describe('reads', () => {
  it('are answered from the cache until the patient is written to, and fresh goes around it', async () => {
    const client = await around.connect({ pacing: 'off', cache: unseen });
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
    const client = await around.connect({ pacing: 'off', cache: unseen });
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
