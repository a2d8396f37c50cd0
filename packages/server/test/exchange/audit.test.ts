import type { Sending } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/index.js';
import { answerOf, apiKey, documentOf, type EnvironmentOptions, openEnvironment, operator, organisationId, requestOf } from '../support/environment.js';
import { addLongRecord } from '../support/rows.js';

const whole = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';

/** An environment whose patient has a record of more than 1 MiB. */
async function withLongRecord(options: EnvironmentOptions = {}) {
  const environment = await openEnvironment(options);
  await environment.store.write(() => addLongRecord({ organisationId }, 1));
  return { environment, desk: await environment.desk() };
}

async function drain(reply: Awaited<ReturnType<Awaited<ReturnType<typeof withLongRecord>>['desk']['exchange']>>) {
  if (reply.kind === 'silence') throw new Error('There was no reply.');
  const pieces: Uint8Array[] = [];
  for await (const piece of reply.pieces) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  return { bytes, sent: (sending: Partial<Sending> = {}) => reply.sent({ bytes: bytes.length, complete: true, ...sending }), length: reply.length };
}

describe('what is on record', () => {
  it('B8.1: a success, with everything that is known of it, before the first byte of its reply', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const deviceId = await desk.approved();
    const document = requestOf('GetPatientRecord', `${whole}<Filter><Demographics/></Filter>`, { deviceId, version: '1' });
    const reply = await desk.exchange(document);
    const entry = (await environment.messages()).at(-1);
    const { bytes, length } = await drain(reply);
    expect(entry).toMatchObject({
      workstation_id: 'desk-1',
      at: environment.clock.now(),
      user_name: 'ada',
      application_id: 'app',
      application_name: 'Test application',
      device_id: deviceId,
      function_name: 'GetPatientRecord',
      function_version: '1',
      request_uid: 'r1',
      patient: '9990000018',
      outcome: 'success',
      error_code: null,
      request_bytes: document.length,
      reply_bytes: bytes.length,
      duration_us: 0,
      reply_follows: 0,
    });
    expect(length).toBe(bytes.length);
    expect(bytes.toString()).toContain(`<ResponseUID>${entry?.response_uid}</ResponseUID>`);
    expect(JSON.parse(String(entry?.deviations))).toEqual(['version /ClientIntegrationRequest/FunctionVersion']);
    expect(Buffer.from(entry?.request ?? []).toString()).toBe(document);
    expect(Buffer.from(entry?.reply ?? [])).toEqual(bytes);
    expect(desk.notices).toContainEqual({ event: 'message', sequence: entry?.sequence });
  });

  it('B8.1: what is refused, malformed, cut off or unreadable is on record with its bytes', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const deviceId = await desk.approved();
    await desk.ask('PatientSearch', '<Surname>P</Surname><Shoesize>9</Shoesize>');
    await desk.send('<not <xml');
    const half = requestOf('GetFunctions', '', { deviceId }).slice(0, 80);
    const reply = await desk.exchange({ bytes: Buffer.from(half), text: half, problem: { kind: 'cutOff' } });
    await desk.send({ bytes: Buffer.from([0xff, 0xfe]), text: undefined, problem: { kind: 'encoding', message: 'These bytes are no UTF-8.' } });
    expect(reply).toMatchObject({ kind: 'silence', outcome: { outcome: 'cutOff' } });
    const messages = await environment.messages();
    expect(messages.map(({ outcome, error_code }) => [outcome, error_code])).toEqual([
      ['error', 'SchemaInvalid'],
      ['error', 'NotWellFormed'],
      ['cutOff', null],
      ['error', 'EncodingRefused'],
    ]);
    expect(messages[0]).toMatchObject({ element: '/ClientIntegrationRequest/FunctionParameters', user_name: 'ada', function_name: 'PatientSearch' });
    expect(Buffer.from(messages[0]?.reply ?? []).toString()).toContain('SchemaInvalid');
    expect(Buffer.from(messages[2]?.request ?? []).toString()).toBe(half);
    expect([...(messages[3]?.request ?? [])]).toEqual([0xff, 0xfe]);
  });

  it('B8.1: many documents at once are each on record once', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.approved();
    await Promise.all(Array.from({ length: 50 }, (_, index) => desk.ask('GetFunctions', '', { requestUid: `r${index}` })));
    const uids = (await environment.messages()).map(({ request_uid }) => request_uid);
    expect(new Set(uids).size).toBe(50);
    expect(uids.length).toBe(50);
  });

  it('B8.1: identifiers of any length are kept whole in the payload, and cut in the columns', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const requestUid = 'x'.repeat(100_000);
    const answer = await desk.ask('GetFunctions', '', { requestUid });
    expect(answer?.xml).toContain(requestUid);
    expect(String((await environment.messages()).at(-1)?.request_uid).length).toBe(200);
  });

  it('B3.7, B8.1: what cannot be recorded is not carried out, and the reply says so', async () => {
    let broken = false;
    const failing = (store: Store): Store => ({
      ...store,
      write: (work) =>
        store.write(function* () {
          const result = yield* work();
          if (broken) throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' });
          return result;
        }),
    });
    const environment = await openEnvironment({ store: failing, settings: { throttle: 'error' } });
    const desk = await environment.desk();
    const deviceId = await desk.approved();
    const before = (await environment.entries()).length;
    broken = true;
    const answer = await desk.send(requestOf('GetPatientRecord', `${whole}<LeaveRecordOpen/>`, { deviceId }));
    expect([answer?.error, answer?.permanent]).toEqual(['NotRecorded', 'false']);
    broken = false;
    expect((await environment.entries()).length).toBe(before);
    expect((await desk.server.perform('session.status', {}, operator)).record).toBeNull();
    expect(environment.logged()).toContain('SQLITE_FULL');
    // Nor has it spent its window.
    expect((await desk.ask('GetPatientRecord', whole))?.error).toBeUndefined();
  });

  it('B8.1: where only the first try fails, the failure itself is on record', async () => {
    let failures = 0;
    const failing = (store: Store): Store => ({
      ...store,
      write: (work) => {
        if (failures === 0) return store.write(work);
        failures -= 1;
        return Promise.reject(Object.assign(new Error('I/O error'), { code: 'SQLITE_IOERR' }));
      },
    });
    const environment = await openEnvironment({ store: failing });
    const desk = await environment.desk();
    await desk.approved();
    failures = 1;
    expect((await desk.ask('GetFunctions'))?.error).toBe('NotRecorded');
    expect((await environment.messages()).at(-1)).toMatchObject({ outcome: 'error', error_code: 'NotRecorded' });
  });
});

describe('a client that has gone', () => {
  it('B2.8: its request was read whole, so it is carried out and on record', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const client = new AbortController();
    client.abort();
    const document = requestOf('GetPatientRecord', `${whole}<LeaveRecordOpen/>`, { deviceId: await desk.approved() });
    await desk.send(document, client.signal);
    expect((await environment.messages()).at(-1)).toMatchObject({ outcome: 'success' });
    expect((await desk.server.perform('session.status', {}, operator)).record).not.toBeNull();
  });
});

describe('long replies', () => {
  it('B8.2: a reply over 1 MiB has a second, linked entry when it ends', async () => {
    const { environment, desk } = await withLongRecord();
    const reply = await desk.exchange(requestOf('GetPatientRecord', whole, { deviceId: await desk.approved() }));
    const [message] = await environment.messages();
    expect(message).toMatchObject({ outcome: 'success', reply_follows: 1, reply_bytes: null, reply: null });
    const { bytes, length, sent } = await drain(reply);
    expect(length).toBeUndefined();
    expect(bytes.length).toBeGreaterThan(1_048_576);
    environment.clock.advance(250);
    await sent();
    const end = (await environment.entries()).at(-1);
    expect(end).toMatchObject({ kind: 'sent', linked: message?.sequence, outcome: 'success', reply_bytes: bytes.length, duration_us: 250_000 });
    const shown = await desk.server.perform('audit.show', { message: String(message?.sequence) }, operator);
    expect(shown.entry.outcome).toBe('success');
    expect(shown.reply).toBe(bytes.toString());
    // It had been told to nobody: whoever watched went on reading `interrupted`.
    expect(desk.notices.at(-1)).toEqual({ event: 'message', sequence: end?.sequence });
  });

  it('B8.2: until its second entry a message reads interrupted; where sending broke, the second does', async () => {
    const { environment, desk } = await withLongRecord();
    const reply = await desk.exchange(requestOf('GetPatientRecord', whole, { deviceId: await desk.approved() }));
    const sequence = String((await environment.messages())[0]?.sequence);
    expect(sequence).toBe('3');
    const outcomeOfFirst = async () => (await desk.server.perform('audit.show', { message: sequence }, operator)).entry.outcome;
    expect(await outcomeOfFirst()).toBe('interrupted');
    const { bytes, sent } = await drain(reply);
    await sent({ bytes: 70_000, complete: false });
    const end = (await environment.entries()).find(({ kind }) => kind === 'sent');
    expect(end).toMatchObject({ outcome: 'interrupted', reply_bytes: 70_000 });
    expect(await outcomeOfFirst()).not.toBe('interrupted');
    const { reply: kept } = await desk.server.perform('audit.show', { message: sequence }, operator);
    expect(kept).toBe(bytes.subarray(0, 70_000).toString());
  });

  it('B8.2: a short reply whose sending breaks has a second entry, one that was sent has none', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const deviceId = await desk.approved();
    const one = await desk.exchange(requestOf('GetFunctions', '', { deviceId }));
    if (one.kind === 'reply') await one.sent({ bytes: one.length ?? 0, complete: true });
    const two = await desk.exchange(requestOf('GetFunctions', '', { deviceId }));
    if (two.kind === 'reply') await two.sent({ bytes: 10, complete: false });
    const entries = (await environment.entries()).slice(2);
    expect(entries.map(({ kind, outcome, linked, reply_bytes }) => [kind, outcome, linked, reply_bytes])).toEqual([
      ['message', 'success', null, entries[0]?.reply_bytes],
      ['message', 'success', null, entries[1]?.reply_bytes],
      ['sent', 'interrupted', entries[1]?.sequence, 10],
    ]);
  });
});

describe('what people do', () => {
  it('B8.4: sign-in, opening and closing a record, approving and the rest are on record', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const perform = desk.server.perform;
    await desk.ask('GetPatientRecord', `${whole}<LeaveRecordOpen/>`);
    await desk.ask('GetPatientRecord', `${whole}<LeaveRecordOpen/>`);
    await perform('session.close', {}, operator);
    await perform('devices.block', { applicationId: 'app' }, operator);
    await perform('devices.unblock', { id: 'app.2' }, operator);
    await perform('devices.revoke', { id: 'app.1' }, operator);
    const { application } = await perform('applications.add', { name: 'New' }, operator);
    await perform('applications.rotate', { id: application.id }, operator);
    await perform('applications.revoke', { id: application.id }, operator);
    await perform('session.signOut', {}, operator);
    const entries = (await environment.entries()).filter(({ kind }) => kind !== 'message');
    expect(entries.map(({ kind }) => kind)).toEqual([
      'signIn',
      'approve',
      'openRecord',
      'closeRecord',
      'block',
      'unblock',
      'revoke',
      'applicationAdd',
      'applicationRotate',
      'applicationRevoke',
      'signOut',
    ]);
    expect(entries[2]).toMatchObject({ patient: '9990000018', user_name: 'ada', outcome: 'done', detail: 'Opened by Test application.' });
    expect(entries[3]).toMatchObject({ patient: '9990000018', detail: 'Closed by operator.' });
  });

  it('B8.4: looking is on record, own messages are seen without the right to all, and audit verify finds the chain whole', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.ask('GetFunctions');
    await desk.server.perform('session.signIn', { userName: 'rita' }, operator);
    await desk.ask('GetFunctions');
    const seenBy = async (userName: string) =>
      new Set(
        (await desk.server.perform('audit.list', {}, { kind: 'user', userName })).filter(({ kind }) => kind === 'message').map((entry) => entry.userName),
      );
    expect(await seenBy('rita')).toEqual(new Set(['rita']));
    expect(await seenBy('alan')).toEqual(new Set(['rita', 'ada']));
    expect((await environment.entries()).filter(({ kind }) => kind === 'auditView').map(({ user_name }) => user_name)).toEqual(['rita', 'alan']);
    await expect(desk.server.perform('audit.verify', {}, { kind: 'user', userName: 'rita' })).rejects.toMatchObject({ status: 403 });
    expect(await desk.server.perform('audit.verify', {}, operator)).toMatchObject({ ok: true, firstBroken: null });
  });

  it('B6.4: reading a confidential patient is marked in the audit', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.ask('GetPatientRecord', `<Identity><NHSNumber>9990000026</NHSNumber></Identity><Filter><Demographics/></Filter>`);
    await desk.ask('GetPatientRecord', `${whole}<Filter><Demographics/></Filter>`);
    expect((await environment.messages()).map(({ detail, error_code }) => [error_code, detail])).toEqual([
      [null, 'A confidential patient.'],
      [null, null],
    ]);
  });
});

describe('a document that is long itself', () => {
  it('B8.1: is on record as it was received', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const text = requestOf('PatientSearch', `<Surname>${'é'.repeat(200_000)}</Surname>`, { deviceId: await desk.approved() });
    await answerOf(await desk.exchange(documentOf(text)));
    const shown = await desk.server.perform('audit.show', { message: '3' }, operator);
    // With the key hidden.
    expect(shown.request).toBe(text.replace(apiKey, '*'.repeat(16)));
  });
});
