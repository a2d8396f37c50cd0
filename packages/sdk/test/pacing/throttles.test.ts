// Each way in which an environment throttles: who keeps to the limits meets none, and who does not is told of what happened.
import { describe, expect, it } from 'vitest';
import { passing, surroundings } from '../support/environment.js';

for (const throttle of ['silent', 'error', 'delay'] as const) {
  describe(`an environment whose throttle is ${throttle}`, () => {
    const around = surroundings({ throttle });

    it('is never met, also right after the first approval (what it was: silence), and whatever is asked at once', async () => {
      const client = await around.connect();
      const outcomes: string[] = [];
      client.on('reply', ({ outcome }) => outcomes.push(outcome));
      const functions = await passing(around.clock, client.getFunctions({}, { fresh: true }));
      expect(client.details(functions)?.attempts).toBe(1);
      const fresh = { fresh: true };
      const all = [client.getFunctions({}, fresh), client.getDiary({}, fresh), client.getFunctions({}, fresh), client.getCurrentActivity({}, fresh)];
      for (const reply of await passing(around.clock, Promise.all(all))) expect(client.details(reply)?.attempts).toBe(1);
      expect(outcomes).toEqual(['success', 'success', 'success', 'success', 'success']);
    });
  });
}

describe('a client that does not keep to the limits', () => {
  const around = surroundings({ throttle: 'error' });

  it('is told of it, and asks again', async () => {
    const client = await around.connect({ pacing: 'off' });
    const outcomes: string[] = [];
    client.on('reply', ({ outcome }) => outcomes.push(outcome));
    const first = await client.getDiary({}, { fresh: true });
    const second = await client.getDiary({}, { fresh: true });
    expect(second).toEqual(first);
    expect(outcomes.slice(0, 2)).toEqual(['success', 'Throttled']);
    expect(outcomes.at(-1)).toBe('success');
  });
});
