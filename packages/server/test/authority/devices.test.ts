// What is written down about devices: who decided, and when one was last used.
import { describe, expect, it } from 'vitest';
import { type Desk, openEnvironment, operator, requestOf } from '../support/environment.js';

const first = (deviceId = '') => requestOf('GetFunctions', '', { deviceId });
const listed = async (desk: Desk) => await desk.server.perform('devices.list', {}, operator);

describe('a decision', () => {
  it('B8.4: is on record with who made it, about which application and DeviceID', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const approved = await desk.server.perform('devices.approve', { applicationId: 'app' }, { kind: 'user', userName: 'alan' });
    await desk.server.perform('devices.revoke', { id: approved.id }, operator);
    const blocked = await desk.server.perform('devices.block', { applicationId: 'app' }, { kind: 'user', userName: 'ada' });
    await desk.server.perform('devices.unblock', { id: blocked.id }, operator);
    const about = { application_id: 'app', application_name: 'Test application', outcome: 'done' };
    expect((await environment.entries()).filter(({ kind }) => kind !== 'signIn')).toMatchObject([
      { ...about, kind: 'approve', device_id: approved.deviceId, detail: 'By alan.' },
      { ...about, kind: 'revoke', device_id: approved.deviceId, detail: expect.stringMatching(/^By \S.*\.$/) },
      { ...about, kind: 'block', device_id: null, detail: 'By ada.' },
      { ...about, kind: 'unblock', device_id: null, detail: expect.stringMatching(/^By \S.*\.$/) },
    ]);
  });

  it('B4.1: to rotate a key is on record with what was decided beside who did', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.server.perform('applications.rotate', { id: 'app', overlapHours: 1 }, { kind: 'user', userName: 'alan' });
    const rotated = (await environment.entries()).find(({ kind }) => kind === 'applicationRotate');
    expect(rotated).toMatchObject({ outcome: 'done', detail: expect.stringMatching(/^By alan\. \S.*\.$/) });
  });

  it('B4.5: that the environment made by itself is on record as its own', async () => {
    const environment = await openEnvironment({ settings: { approve: 'always' } });
    const desk = await environment.desk();
    const answer = await desk.send(first());
    expect(await listed(desk)).toMatchObject([{ deviceId: answer?.deviceId, state: 'approved', decidedBy: 'automatic approval' }]);
    const entry = (await environment.entries()).find(({ kind }) => kind === 'approve');
    expect(entry).toMatchObject({ outcome: 'done', device_id: answer?.deviceId, detail: expect.stringContaining('automatically') });
  });

  it.each(['always', 'never'] as const)('B4.3: that waits for its client stands when the environment is set to approve %s since', async (approve) => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const { deviceId } = await desk.server.perform('devices.approve', { applicationId: 'app' }, operator);
    const later = await (await environment.restart({ settings: { approve } })).desk();
    expect((await later.send(first()))?.deviceId).toBe(deviceId);
    expect((await listed(later)).length).toBe(1);
  });
});

describe('the last use of a device', () => {
  it('is written down, but not more than once a second, and also when the clock was set back', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const { deviceId } = await desk.server.perform('devices.approve', { applicationId: 'app' }, operator);
    const lastUse = async (): Promise<number | undefined> => {
      const [device] = await listed(desk);
      return device?.lastUsedAt ? Date.parse(device.lastUsedAt) : undefined;
    };
    const used = async (): Promise<number | undefined> => {
      expect((await desk.send(first(deviceId ?? '')))?.error).toBeUndefined();
      return await lastUse();
    };
    expect(await lastUse()).toBeUndefined();
    const begin = environment.clock.now();
    expect(await used()).toBe(begin);
    environment.clock.advance(999);
    expect(await used()).toBe(begin);
    environment.clock.advance(1);
    expect(await used()).toBe(begin + 1_000);
    environment.clock.set(begin - 60_000);
    expect(await used()).toBe(begin - 60_000);
  });
});
