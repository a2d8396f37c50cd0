import { describe, expect, it } from 'vitest';
import { InstallationError, installationOf, type Settings } from '../src/index.js';
import { openEnvironment, operator } from './support/environment.js';

describe('an installation', () => {
  it('B9.1: is created as Demo or Live and stays so: the other refuses to open it', async () => {
    const environment = await openEnvironment();
    expect(await installationOf(environment.store)).toMatchObject({ kind: 'demo', seed: 1, anchorDate: '2026-01-05' });
    const refused = environment.restart({ kind: 'live' });
    await expect(refused).rejects.toBeInstanceOf(InstallationError);
    await expect(refused).rejects.toMatchObject({ code: 'otherKind' });
  });

  it('B4.5, B5.3: automatic approval, no throttle and a scaled one are for Demo only; so are faults and the clock', async () => {
    const live = (settings: Partial<Settings>) => openEnvironment({ createdAs: 'live', kind: 'live', settings: { throttle: 'silent', ...settings } });
    for (const settings of [{ approve: 'always' }, { approve: 'never' }, { throttle: 'off' }, { throttleScale: 2 }] as const) {
      await expect(live(settings)).rejects.toMatchObject({ code: 'demoOnly' });
    }
    const desk = await (await live({})).desk();
    const refused = { status: 403, message: 'This is possible in Demo only.' };
    await expect(desk.server.perform('faults.set', { kind: 'silence', function: null, times: 1 }, operator)).rejects.toMatchObject(refused);
    await expect(desk.server.perform('clock.advance', { milliseconds: 1 }, operator)).rejects.toMatchObject(refused);
    await expect(desk.server.perform('session.signIn', { userName: 'rita' }, operator)).rejects.toMatchObject({ status: 403 });
  });

  it('B9.1: status says which', async () => {
    const desk = await (await openEnvironment({ settings: { throttle: 'delay', throttleScale: 2 } })).desk();
    expect(await desk.server.perform('environment.status', {}, operator)).toMatchObject({
      kind: 'demo',
      throttle: 'delay',
      throttleScale: 2,
      approve: 'ask',
      patients: 2,
    });
    expect(await desk.server.perform('session.status', {}, operator)).toMatchObject({
      kind: 'demo',
      workstation: 'Desk desk-1',
      organisation: 'Test Practice',
    });
  });
});
