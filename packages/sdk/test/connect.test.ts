import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { connect, type DeviceState, memoryDeviceStore } from '../src/index.js';
import { surroundings, until } from './support/environment.js';

const around = surroundings({ approve: 'ask' });

/** Answers the prompt as soon as it is there. */
async function answerPrompt(answer: 'approve' | 'block' | 'later'): Promise<void> {
  const { prompts } = around.environment();
  await until(() => prompts.list().length > 0);
  const [prompt] = prompts.list();
  prompts.answer(prompt?.promptId ?? '', answer, 'the test');
}

describe('connect', () => {
  it('tells that nothing listens, and what to do', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // A server that listens on an address has one.
    server.close();
    await once(server, 'close');
    await expect(connect({ apiKey: '0'.repeat(16), port, application: { name: 'x' }, device: memoryDeviceStore() })).rejects.toMatchObject({
      name: 'ClientNotRunningError',
      code: 'ClientNotRunning',
      permanent: false,
      message: `GetFunctions: Nothing listens on port ${port} of this machine. Start the SystmOne client, and try again.`,
    });
  });

  it('waits while the user is asked, keeps the DeviceID that is issued, and needs no approval the next time', async () => {
    const states: DeviceState[] = [];
    const device = memoryDeviceStore();
    const on = { device: ({ state }: { state: DeviceState }) => void states.push(state) };
    const approving = answerPrompt('approve');
    const client = await around.connect({ device, on });
    await approving;
    expect(states).toEqual(['waiting', 'approved']);
    expect(client.deviceId).toMatch(/^[0-9a-f]{16}$/);
    expect(await device.load()).toBe(client.deviceId);
    expect((await around.connect({ device, on })).deviceId).toBe(client.deviceId);
    expect(states).toEqual(['waiting', 'approved']);
  });

  it('tells that the user has not decided, and that the application is blocked', async () => {
    const states: DeviceState[] = [];
    const on = { device: ({ state }: { state: DeviceState }) => void states.push(state) };
    const postponed = around.connect({ on });
    await Promise.all([
      answerPrompt('later'),
      expect(postponed).rejects.toMatchObject({ name: 'ApprovalPendingError', code: 'ApprovalPending', permanent: false }),
    ]);
    const blocked = around.connect({ on });
    await Promise.all([answerPrompt('block'), expect(blocked).rejects.toMatchObject({ name: 'DeviceBlockedError', code: 'DeviceBlocked', permanent: true })]);
    expect(states).toEqual(['waiting', 'waiting', 'blocked']);
    const [row] = (await around.environment().perform('devices.list', {})).filter(({ state }) => state === 'blocked');
    await around.environment().perform('devices.unblock', { id: row?.id ?? '' });
  });

  it('asks the user again where the approval was withdrawn', async () => {
    const device = memoryDeviceStore();
    await Promise.all([answerPrompt('approve'), around.connect({ device })]);
    for (const { id, state } of await around.environment().perform('devices.list', {}))
      if (state === 'approved') await around.environment().perform('devices.revoke', { id });
    const states: DeviceState[] = [];
    const again = around.connect({ device, on: { device: ({ state }) => void states.push(state) } });
    await Promise.all([answerPrompt('approve'), again]);
    expect(states).toEqual(['unknown', 'waiting', 'approved']);
    expect(await device.load()).toBe((await again).deviceId);
  });

  it('tells that the key is wrong, and that nobody is signed in', async () => {
    await expect(around.connect({ apiKey: '0123456789abcdef' })).rejects.toMatchObject({ name: 'KeyRefusedError', code: 'KeyRefused', permanent: true });
    await around.environment().perform('session.signOut', {});
    await expect(around.connect()).rejects.toMatchObject({ name: 'NobodySignedInError', code: 'NobodySignedIn', permanent: false });
    await around.environment().perform('session.signIn', { userName: around.environment().user });
  });

  it('tells which function that the application needs is not offered to it', async () => {
    const made = await around.environment().perform('applications.add', { name: 'Kiosk', functions: ['GetFunctions', 'PatientSearch'] });
    const connecting = around.connect({ apiKey: made.apiKey, needs: ['patientSearch', 'getDiary'] });
    await Promise.all([
      answerPrompt('approve'),
      expect(connecting).rejects.toMatchObject({ name: 'FunctionMissingError', code: 'FunctionUnknown', permanent: true }),
    ]);
    await expect(connecting).rejects.toThrow('GetDiary 1.0: There is no such function for this application.');
  });

  it('is given up by a signal while the user is asked', async () => {
    const giveUp = new AbortController();
    const connecting = around.connect({ signal: giveUp.signal });
    await until(() => around.environment().prompts.list().length > 0);
    giveUp.abort(new Error('enough'));
    await expect(connecting).rejects.toThrow('enough');
    await answerPrompt('later');
  });

  it('refuses options that make no sense, and names them without their value', async () => {
    const device = memoryDeviceStore();
    const application = { name: 'x' };
    const apiKey = '0123456789abcdef';
    await expect(connect({ apiKey: 'secret', application, device })).rejects.toThrow('apiKey: is 16 hexadecimal digits.');
    // @ts-expect-error: another machine cannot be expressed
    await expect(connect({ apiKey, application, device, host: '192.0.2.1' })).rejects.toMatchObject({ code: 'OptionInvalid' });
    await expect(connect({ apiKey, application, device, port: 0 })).rejects.toMatchObject({ code: 'OptionInvalid' });
    await expect(connect({ apiKey, application, device, limits: { attempts: 0 } })).rejects.toMatchObject({ code: 'OptionInvalid' });
  });
});

it('a closed client gives up what waits, and tells so', async () => {
  const [client] = await Promise.all([around.connect(), answerPrompt('approve')]);
  const first = client.getCurrentActivity();
  await client.close();
  await expect(first).rejects.toMatchObject({ code: 'Closed' });
  await expect(client.getCurrentActivity()).rejects.toMatchObject({ code: 'Closed', permanent: true });
});
