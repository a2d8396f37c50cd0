import type { Actor } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { openEnvironment, operator } from '../support/environment.js';

const record = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';

describe('traffic.show', () => {
  it('B5.1, B5.5: tells when each device may send again, and that it may when the time has come', async () => {
    const environment = await openEnvironment({ settings: { throttle: 'silent' } });
    const desk = await environment.desk();
    await desk.ask('GetPatientRecord', record);
    await desk.ask('GetPatientRecord', record);
    await desk.ask('GetFunctions');
    const shown = await desk.server.perform('traffic.show', {}, operator);
    expect(shown.throttle).toEqual({ mode: 'silent', scale: 1 });
    expect(shown.devices).toHaveLength(1);
    expect(shown.devices[0]?.record).toBe(new Date(environment.clock.now() + 30_000).toISOString());
    expect(shown.devices[0]?.waiting.map(({ window }) => window).sort()).toEqual(['GetFunctions', 'GetPatientRecord']);
    expect(shown.functions.find(({ function: name }) => name === 'GetPatientRecord')).toMatchObject({ throttled: 1 });
    const allowedAt = (await environment.messages()).find(({ outcome }) => outcome === 'throttled')?.allowed_at;
    expect(shown.devices[0]?.record).toBe(new Date(Number(allowedAt)).toISOString());
    environment.clock.advance(30_001);
    const later = await desk.server.perform('traffic.show', {}, operator);
    expect(later.devices[0]).toMatchObject({ record: null, waiting: [] });
  });

  it('B4.7: who may see their own messages alone is shown the traffic of those', async () => {
    const desk = await (await openEnvironment()).desk();
    await desk.ask('GetFunctions');
    const as = (userName: string): Actor => ({ kind: 'user', userName });
    const total = async (actor: Actor): Promise<number> =>
      (await desk.server.perform('traffic.show', {}, actor)).functions.reduce((sum, { answered }) => sum + answered, 0);
    expect(await total(as('ada'))).toBeGreaterThan(0);
    expect(await total(as('rita'))).toBe(0);
    expect((await desk.server.perform('traffic.show', {}, as('rita'))).own).toBe(true);
    expect(await total(as('iris'))).toBeGreaterThan(0);
  });
});
