import { describe, expect, it } from 'vitest';
import { InstallationError, installationOf } from '../src/index.js';
import { openEnvironment, operator } from './support/environment.js';

describe('an installation', () => {
  it('B9.1: is created as Demo or Live and stays so: the other refuses to open it', async () => {
    const environment = await openEnvironment();
    expect(await installationOf(environment.store)).toMatchObject({ kind: 'demo', seed: 1, anchorDate: '2026-01-05' });
    const refused = environment.restart({ kind: 'live' });
    await expect(refused).rejects.toBeInstanceOf(InstallationError);
    await expect(refused).rejects.toMatchObject({ code: 'otherKind' });
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
