import { describe, expect, it } from 'vitest';
import { openEnvironment, operator, otherKey, requestOf, settled } from '../support/environment.js';

describe('settings that are changed while the environment runs', () => {
  it('B5.3: the throttle takes its new mode and scale with the next request; open windows stay open', async () => {
    const environment = await openEnvironment({ settings: { throttle: 'silent' } });
    const desk = await environment.desk();
    const { perform } = desk.server;
    expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();
    expect(await desk.ask('GetFunctions')).toBeUndefined();
    expect(await perform('environment.setThrottle', { throttle: 'error' }, operator)).toEqual({ throttle: 'error', throttleScale: 1 });
    expect((await desk.ask('GetFunctions'))?.error).toBe('Throttled');
    await perform('environment.setThrottle', { throttle: 'off' }, operator);
    expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();
    await perform('environment.setThrottle', { throttle: 'error', throttleScale: 10 }, operator);
    expect(await perform('environment.status', {}, operator)).toMatchObject({ throttle: 'error', throttleScale: 10 });
    environment.clock.advance(9_000);
    expect((await desk.ask('GetFunctions'))?.error).toBe('Throttled');
    environment.clock.advance(1_000);
    expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();
    expect(desk.notices.filter(({ event }) => event === 'settings')).toHaveLength(3);
  });

  it('B5.3: a request that waits for its turn is carried out when it comes, though requests wait no more', async () => {
    const environment = await openEnvironment({ settings: { throttle: 'delay' } });
    const desk = await environment.desk();
    await desk.ask('GetFunctions');
    const held = desk.ask('GetFunctions');
    await settled();
    await desk.server.perform('environment.setThrottle', { throttle: 'error' }, operator);
    environment.clock.advance(1_000);
    expect((await held)?.error).toBeUndefined();
  });

  it('B4.5: approval takes its new mode with the next first contact; a prompt that stands goes on standing', async () => {
    const desk = await (await openEnvironment()).desk();
    const { perform } = desk.server;
    const asked = desk.send(requestOf('GetFunctions'));
    await settled();
    await perform('environment.setApproval', { approve: 'never' }, operator);
    expect((await desk.send(requestOf('GetFunctions', '', { apiKey: otherKey })))?.error).toBe('DeviceBlocked');
    expect(await perform('environment.setApproval', { approve: 'always' }, operator)).toEqual({ approve: 'always' });
    expect((await desk.send(requestOf('GetFunctions', '', { apiKey: otherKey })))?.error).toBeUndefined();
    expect(desk.prompts).toHaveLength(1);
    desk.prompts[0]?.answer('block');
    expect((await asked)?.error).toBe('DeviceBlocked');
  });

  it('B9.3: in Demo only', async () => {
    const desk = await (await openEnvironment({ kind: 'live', createdAs: 'live', settings: { throttle: 'silent' } })).desk();
    await expect(desk.server.perform('environment.setThrottle', { throttle: 'off' }, operator)).rejects.toMatchObject({ status: 403 });
    await expect(desk.server.perform('environment.setApproval', { approve: 'always' }, operator)).rejects.toMatchObject({ status: 403 });
    await expect(desk.server.perform('environment.workstations', {}, operator)).rejects.toMatchObject({ status: 403 });
  });
});

describe('who sits where', () => {
  it('B9.2: lists the workstations with their users, open records and waiting prompts', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const other = await environment.desk('desk-2');
    await other.server.perform('session.signOut', {}, operator);
    await desk.server.perform('session.open', { nhsNumber: '9990000018' }, operator);
    void desk.send(requestOf('GetFunctions'));
    void desk.send(requestOf('GetFunctions', '', { apiKey: otherKey }));
    await settled();
    const nobody = { user: null, recordOpen: false, unsaved: false, prompts: 0 };
    expect(await desk.server.perform('environment.workstations', {}, operator)).toEqual([
      { name: 'Desk desk-1', here: true, user: { userName: 'ada', name: 'Dr Ada ada', role: 'clinician' }, recordOpen: true, unsaved: false, prompts: 2 },
      { name: 'Desk desk-2', here: false, ...nobody },
    ]);
  });
});

describe('applications where they are chosen, and where they are used', () => {
  it('B4.1: names are of those that are not revoked; devices are those of every workstation, page by page', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const other = await environment.desk('desk-2');
    const { perform } = desk.server;
    await desk.approved();
    environment.clock.advance(1_000);
    await other.server.perform('devices.block', { applicationId: 'app' }, operator);
    await desk.server.perform('devices.block', { applicationId: 'narrow' }, operator);
    const devices = await perform('applications.devices', { id: 'app' }, operator);
    expect(devices.map(({ applicationName, state, workstation }) => [applicationName, state, workstation])).toEqual([
      ['Test application', 'blocked', 'Desk desk-2'],
      ['Test application', 'approved', 'Desk desk-1'],
    ]);
    expect(await perform('applications.devices', { id: 'app', skip: 1, limit: 1 }, operator)).toEqual(devices.slice(1));
    await expect(perform('applications.devices', { id: 'none' }, operator)).rejects.toMatchObject({ status: 404 });
    await perform('applications.revoke', { id: 'app' }, operator);
    expect(await perform('applications.names', {}, operator)).toEqual([{ id: 'narrow', name: 'Narrow application', functions: ['GetFunctions'] }]);
  });

  it('a notice of devices says what was decided, and nothing of whom', async () => {
    const desk = await (await openEnvironment()).desk();
    const { perform } = desk.server;
    const approved = await perform('devices.approve', { applicationId: 'app' }, operator);
    await perform('devices.revoke', { id: approved.id }, operator);
    const blocked = await perform('devices.block', { applicationId: 'app' }, operator);
    await perform('devices.unblock', { id: blocked.id }, operator);
    expect(desk.notices).toEqual(['approved', 'revoked', 'blocked', 'unblocked'].map((decided) => ({ event: 'devices', decided })));
  });
});
