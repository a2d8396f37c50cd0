import { createHmac } from 'node:crypto';
import { chanceOf } from '@s1kit/server';
import { describe, expect, it, vi } from 'vitest';
import { compareTimes, tellsApart } from '../../src/forged-identity/comparing.js';
import { forged } from '../../src/forged-identity/forge.js';
import { forgedIdentity } from '../../src/forged-identity/forged-identity.js';
import { briefly } from '../support/briefly.js';

// A run ends when its budget is spent; a busy machine takes its time to start the environment and to stop it.
vi.setConfig({ testTimeout: 60_000 });

const truth = '00112233445566aa';
const pairs = 400;

/** How long so many comparisons take, in nanoseconds. */
function timed(isEqual: (text: string) => boolean, text: string): () => Promise<number> {
  return () => {
    const from = process.hrtime.bigint();
    for (let left = 300; left > 0; left--) isEqual(text);
    return Promise.resolve(Number(process.hrtime.bigint() - from));
  };
}

/** Digit by digit, ending at the first that differs: what gives a key away. */
function naively(text: string): boolean {
  for (let at = 0; at < truth.length; at++) if (text.charCodeAt(at) !== truth.charCodeAt(at)) return false;
  return true;
}

describe('forged-identity', () => {
  it('B4.1, B4.4: no key and no DeviceID but the true ones are accepted', async () => {
    const { attempts, honest = 0, stale = 0 } = await briefly(forgedIdentity, 3_000);
    expect(attempts).toBeGreaterThanOrEqual(200);
    expect(Math.min(honest, stale)).toBeGreaterThan(2);
  });

  it('what is forged is never the true text', () => {
    const chance = chanceOf(1);
    expect(Array.from({ length: 5_000 }, () => forged(truth, chance)).filter((text) => text === truth)).toEqual([]);
  });

  it('comparing digit by digit is told by its time, and comparing digests is not', async () => {
    const wrongFirst = `1${truth.slice(1)}`;
    const wrongLast = `${truth.slice(0, -1)}b`;
    const known = createHmac('sha256', 'secret').update(truth).digest('hex');
    const byDigest = (text: string): boolean => createHmac('sha256', 'secret').update(text).digest('hex') === known;
    const apart = async (compare: (text: string) => boolean): Promise<boolean> =>
      tellsApart(await compareTimes(timed(compare, wrongFirst), timed(compare, wrongLast), (count) => count >= pairs, chanceOf(1)));
    for (const text of [wrongFirst, wrongLast]) for (let left = 50; left > 0; left--) await timed(naively, text)();
    expect(await apart(naively)).toBe(true);
    expect(await apart(byDigest)).toBe(false);
  });

  it('what comes again every few requests is not taken for a difference: key and DeviceID were told 13 µs apart', async () => {
    const noise = chanceOf(2);
    let requests = 0;
    // Every fourth and the one after it come to a new page.
    const alike = (): Promise<number> => Promise.resolve((requests++ % 4 < 2 ? 400_000 : 413_000) + noise.below(20_000));
    alike();
    expect(tellsApart(await compareTimes(alike, alike, (count) => count >= pairs, chanceOf(3)))).toBe(false);
  });
});
