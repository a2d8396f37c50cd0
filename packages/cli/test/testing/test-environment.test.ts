// The test kit as an integrator's tests use it.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { OperationError, startTestEnvironment, TestKitError } from 's1kit/testing';
import { describe, expect, it } from 'vitest';
import { codeOf, elementsOf, exchange } from '../clients/client.js';
import { identity, send, started } from './client.js';

const free = { throttle: 'off', approve: 'always' } as const;

describe('a test environment', () => {
  it('answers an approved device, and tells what it was asked', async () => {
    const s1 = await started({ seed: 7, throttle: 'off' });
    const { deviceId } = await s1.approve();
    const answer = await send(s1, 'GetPatientRecord', { at: s1, deviceId, parameters: identity(s1.patients.adult.nhsNumber), uid: 'first' });
    expect(elementsOf(answer.root).some(({ name, text }) => name === 'Surname' && text === s1.patients.adult.surname)).toBe(true);
    const entries = await s1.audit();
    expect(entries.map(({ kind }) => kind)).toEqual(['signIn', 'approve', 'message']);
    expect(entries.at(-1)).toMatchObject({ function: 'GetPatientRecord', outcome: 'success', patient: s1.patients.adult.nhsNumber, requestUid: 'first' });
    expect(await s1.audit({ function: 'GetDiary' })).toEqual([]);
    const { reply } = await s1.message('first');
    expect(answer.text.trimEnd()).toBe(reply);
  });

  it('gives the same bytes for the same options, and other data for another seed', async () => {
    const replies = await Promise.all(
      [3, 3, 4].map(async (seed) => {
        const s1 = await started({ ...free, seed });
        const answer = await send(s1, 'GetPatientRecord', { at: s1, parameters: identity(s1.patients.accents.nhsNumber) });
        return { key: s1.apiKey, ordinary: s1.patients.ordinary.map(({ nhsNumber }) => nhsNumber), text: answer.text };
      }),
    );
    expect(replies[1]).toEqual(replies[0]);
    expect(replies[2]?.key).not.toBe(replies[0]?.key);
    expect(replies[2]?.ordinary).not.toEqual(replies[0]?.ordinary);
    expect(replies[2]?.text).not.toBe(replies[0]?.text);
  });

  it('knows nothing of another one that runs beside it', async () => {
    const [one, other] = await Promise.all([started(free), started(free)]);
    const number = one.patients.adult.nhsNumber;
    const update = `${identity(number)}<Demographics><FirstName>Changed</FirstName></Demographics>`;
    expect((await send(one, 'UpdatePatientRecord', { at: one, parameters: update })).error).toBeUndefined();
    await one.advance('2h');
    const nameAt = async (s1: typeof one) =>
      elementsOf((await send(s1, 'GetPatientRecord', { at: s1, parameters: identity(number) })).root).find(({ name }) => name === 'FirstName')?.text;
    expect(await nameAt(one)).toBe('Changed');
    expect(await nameAt(other)).toBe(other.patients.adult.firstName);
    expect(other.now()).toEqual(new Date('2026-03-02T09:00:00Z'));
    expect(await other.audit({ function: 'UpdatePatientRecord' })).toEqual([]);
  });

  it('closes whoever is connected, leaves nothing behind, and may be closed again', async () => {
    const s1 = await startTestEnvironment({ ...free, clock: 'still' });
    const halfSent = async (port: number, bytes: string): Promise<{ readonly gone: Promise<unknown> }> => {
      const socket = connect({ host: '127.0.0.1', port });
      const gone = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
      await new Promise((resolve) => socket.resume().write(bytes, resolve));
      return { gone };
    };
    const sent = [await halfSent(s1.port, '<ClientIntegrationReq'), await halfSent((await s1.http()).port, 'GET /health HTTP/1.1\r\nHost')];
    await fetch(`${(await s1.http()).url}/health`);
    const folder = dirname(s1.files);
    expect(existsSync(folder)).toBe(true);
    await s1.close();
    await Promise.all(sent.map(({ gone }) => gone));
    await s1.close();
    expect(existsSync(folder)).toBe(false);
    await expect(exchange(s1.port, 'x')).rejects.toThrow();
  });

  it('is closed at the end of its block by `await using`', async () => {
    let port = 0;
    {
      await using s1 = await startTestEnvironment(free);
      port = s1.port;
    }
    await expect(exchange(port, 'x')).rejects.toThrow();
  });

  it('says which option is wrong, and which span of time', async () => {
    await expect(startTestEnvironment({ date: '2026-02-30' })).rejects.toMatchObject({ code: 'optionWrong', message: expect.stringContaining('date') });
    await expect(startTestEnvironment({ patients: 0 })).rejects.toBeInstanceOf(TestKitError);
    const s1 = await started();
    for (const span of ['soon', -1, 0.5]) await expect(s1.advance(span)).rejects.toMatchObject({ code: 'optionWrong' });
  });
});

describe('its patients and people', () => {
  it('are there by kind, with the numbers of docs/edge-cases.md', async () => {
    const { patients, users, user } = await started({ seed: 7 });
    expect(patients.deceased).toMatchObject({ nhsNumber: '9999999816', dateOfDeath: '2025-12-17' });
    expect(patients.confidential).toMatchObject({ nhsNumber: '9999999875', confidential: true });
    expect(patients.namesakes.map(({ surname }) => surname)).toEqual(['Jones', 'Jones']);
    expect(patients.withoutNhsNumber).toMatchObject({ nhsNumber: null, pseudoNumber: 'P9990001' });
    expect(patients.emptyRecord.events).toBe(0);
    expect(patients.adult.events).toBeGreaterThan(20);
    expect(patients.child.dateOfBirth > '2008-03-02').toBe(true);
    expect(patients.ordinary).toHaveLength(10);
    expect(() => patients.largeRecord).toThrow(TestKitError);
    expect(users.clinician).toContain(user);
    expect(users.receptionist.length).toBeGreaterThan(0);
  });

  it('who is a receptionist may not read clinical content', async () => {
    const s1 = await started(free);
    await s1.signIn(s1.users.receptionist[0] ?? '');
    await s1.openRecord(s1.patients.adult.nhsNumber);
    expect((await s1.session()).record?.nhsNumber).toBe(s1.patients.adult.nhsNumber);
    const update = `${identity(s1.patients.adult.nhsNumber)}<Clinical><Event><Narrative><Line>x</Line></Narrative></Event></Clinical>`;
    expect(codeOf(await send(s1, 'UpdatePatientRecord', { at: s1, parameters: update }))).toBe('RightMissing');
    expect((await s1.signOut()).user).toBeNull();
    await expect(s1.signIn('nobody')).rejects.toBeInstanceOf(OperationError);
  });
});

describe('its time and its faults', () => {
  it('B5.2: a throttled request is silent until the time has moved on; why is told', async () => {
    const s1 = await started({ approve: 'always' });
    const { deviceId } = await s1.approve();
    const ask = (uid: string) => send(s1, 'GetDiary', { at: s1, deviceId, parameters: '<Appointments/>', uid });
    expect((await ask('one')).response).toBeDefined();
    const dropped = ask('two').catch(() => 'closed');
    const entry = await s1.nextMessage({ uid: 'two' });
    expect(entry.outcome).toBe('throttled');
    expect((await s1.explain('two')).why).toContain('too soon');
    const before = s1.now().getTime();
    expect((await s1.advance('1h')).getTime() - before).toBe(3_600_000);
    expect((await ask('three')).response).toBeDefined();
    await s1.close();
    expect(await dropped).toBe('closed');
  });

  it('B9.2: a fault befalls the requests that it was set for; a late reply comes when the time has come', async () => {
    const s1 = await started(free);
    await s1.faults.add({ kind: 'error', code: 'PatientUnknown' });
    expect(codeOf(await send(s1, 'GetFunctions', { at: s1 }))).toBe('PatientUnknown');
    expect(await s1.faults.clear()).toBe(1);
    await s1.faults.add({ kind: 'cut-before', function: 'GetFunctions', times: 1 });
    expect(await s1.faults.list()).toHaveLength(1);
    await expect(send(s1, 'GetFunctions', { at: s1 })).rejects.toThrow('without a reply');
    expect((await send(s1, 'GetFunctions', { at: s1 })).response).toBeDefined();
    await s1.faults.add({ kind: 'late', delayMs: 60_000, times: 1 });
    const late = send(s1, 'GetFunctions', { at: s1, uid: 'late' });
    await s1.nextMessage({ uid: 'late' });
    await s1.advance(60_000);
    expect((await late).response).toBeDefined();
    await expect(s1.faults.add({ kind: 'late' })).rejects.toMatchObject({ status: 400 });
    expect(await s1.setTime('2026-03-29T00:59:30')).toEqual(new Date('2026-03-29T00:59:30Z'));
  });
});

describe('its prompts', () => {
  it('B4.2: are waited for and answered, each once', async () => {
    const s1 = await started({ throttle: 'off' });
    const asked = send(s1, 'GetFunctions', { at: s1 });
    const prompt = await s1.prompts.next();
    expect(prompt.applicationName).toBe('Sample application');
    await prompt.approve();
    expect((await asked).response).toBeDefined();
    await expect(prompt.block()).rejects.toMatchObject({ code: 'promptGone' });
    const waiting = s1.prompts.next();
    const again = send(s1, 'GetFunctions', { at: s1 });
    await (await waiting).later();
    expect(codeOf(await again)).toBe('ApprovalPending');
    const blocked = send(s1, 'GetFunctions', { at: s1 });
    await s1.until(() => s1.prompts.list().length === 1);
    await s1.block();
    expect(codeOf(await blocked)).toBe('DeviceBlocked');
  });

  it('what does not come is told in time, and whoever waits hears of the end', async () => {
    const s1 = await started();
    await expect(s1.prompts.next({ withinMs: 5 })).rejects.toMatchObject({ code: 'nothingCame', message: expect.stringContaining('a prompt') });
    const stopping = new AbortController();
    const given = s1.nextMessage({}, { signal: stopping.signal });
    stopping.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    await expect(
      s1.until(() => {
        throw new Error('wrong');
      }),
    ).rejects.toThrow('wrong');
    const waiting = s1.until(() => false);
    await Promise.all([expect(waiting).rejects.toMatchObject({ code: 'closed' }), s1.close()]);
    await expect(s1.prompts.next()).rejects.toMatchObject({ code: 'closed' });
  });
});

describe('its unsaved changes and its data', () => {
  it('B7.16: what is left open is saved or discarded by its user, at the workstation where it is', async () => {
    const s1 = await started({ ...free, workstations: 2 });
    const second = s1.workstations[1] ?? s1;
    const number = s1.patients.adult.nhsNumber;
    expect(second.port).not.toBe(s1.port);
    const leave = (name: string) => `${identity(number)}<LeaveRecordOpen/><Demographics><FirstName>${name}</FirstName></Demographics>`;
    expect((await send(s1, 'UpdatePatientRecord', { at: second, parameters: leave('Left') })).error).toBeUndefined();
    expect((await s1.unsaved.state()).changes).toEqual([]);
    expect((await second.unsaved.state()).changes.map(({ fields }) => fields[0]?.after)).toEqual(['Left']);
    expect(await second.unsaved.save()).toMatchObject({ saved: 1, conflicts: [] });
    await second.closeRecord();
    await send(s1, 'UpdatePatientRecord', { at: second, parameters: leave('Again') });
    expect(await second.unsaved.discard()).toMatchObject({ discarded: 1 });
    const now = await s1.perform('data.patients', {});
    expect(now.find(({ nhsNumber }) => nhsNumber === number)?.firstName).toBe('Left');
  });

  it('B9.2: is put back as a snapshot has it; documents lie in its own folder', async () => {
    const s1 = await started(free);
    const [before, later] = [await s1.snapshot(), await s1.snapshot()];
    expect(before).not.toBe(later);
    writeFileSync(join(s1.files, 'letter.txt'), 'x');
    const update = `${identity(s1.patients.emptyRecord.nhsNumber)}<Clinical><Event><Attachment><DocumentPath>${join(s1.files, 'letter.txt')}</DocumentPath></Attachment></Event></Clinical>`;
    expect((await send(s1, 'UpdatePatientRecord', { at: s1, parameters: update })).error).toBeUndefined();
    const events = async () => (await s1.perform('data.patients', {})).find(({ edgeCase }) => edgeCase === 'empty record')?.events;
    expect(await events()).toBe(1);
    await s1.restore(before);
    expect(await events()).toBe(0);
    expect(readdirSync(s1.files)).toEqual(['letter.txt']);
  });

  it('the HTTP API opens when it is asked for', async () => {
    const s1 = await started();
    const [{ token, url }, again] = await Promise.all([s1.http(), s1.http()]);
    expect(again.url).toBe(url);
    const response = await fetch(`${url}/api/environment`, { headers: { authorization: `Bearer ${token}` } });
    expect(await response.json()).toMatchObject({ seed: 1, anchorDate: '2026-03-02', patients: 20 });
  });
});
