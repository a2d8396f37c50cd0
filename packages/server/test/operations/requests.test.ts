import { type ErrorCode, functions } from '@s1kit/contract';
import type { Actor } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { apiKey, type Desk, openEnvironment, operator, otherKey, requestOf, settled } from '../support/environment.js';

const ada: Actor = { kind: 'user', userName: 'ada' };
const placeholder = '0000000000000000';
const sending = (desk: Desk, document: string, actor: Actor = ada) => desk.server.perform('requests.send', { document, applicationId: 'app' }, actor);
const codeIn = (reply: string | null): string | undefined => /<Error Code="(\w+)"/.exec(reply ?? '')?.[1];

describe('requests.send', () => {
  it('B8.1: goes the way of every document: its reply, its entry with what was sent, its notice; and the audit says who sent it at the screens', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.approved();
    const document = requestOf('GetFunctions', '', { apiKey: placeholder });
    const sent = await sending(desk, document);
    expect(sent).toMatchObject({ outcome: 'success', errorCode: null, allowedAt: null, cut: null });
    expect(sent.reply).toMatch(/^<\?xml.*<Response>.*PatientSearch/);
    expect(sent.replyBytes).toBe(sent.reply?.length);
    const entry = (await environment.messages()).at(-1);
    expect(entry).toMatchObject({
      sequence: sent.sequence,
      user_name: 'ada',
      application_id: 'app',
      outcome: 'success',
      detail: 'Sent at the screens by ada.',
    });
    expect(desk.notices).toContainEqual({ event: 'message', sequence: sent.sequence });
  });

  it('B4.2: the application stands in for an empty key and the placeholder, and its first request is asked about as any; then its DeviceID is filled in', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const first = sending(desk, requestOf('GetFunctions', '', { apiKey: '' }));
    await settled();
    expect(desk.prompts.map(({ prompt }) => prompt.applicationName)).toEqual(['Test application']);
    desk.prompts[0]?.answer('approve');
    const issued = /<DeviceID>([0-9a-f]{16})<\/DeviceID>/.exec((await first).reply ?? '')?.[1];
    expect(issued).toBeDefined();
    const second = await sending(desk, requestOf('GetFunctions', '', { apiKey: '****************' }));
    expect(second.reply).toContain(`<DeviceID>${issued}</DeviceID>`);
    expect((await environment.messages()).map(({ device_id }) => device_id)).toEqual([issued, issued]);
    expect(await desk.server.perform('devices.list', {}, operator)).toHaveLength(1);
  });

  it('leaves the approval in advance of a client to that client, where the application has a device in use', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const inUse = await desk.approved();
    await desk.ask('GetFunctions');
    environment.clock.advance(5_000);
    const waiting = await desk.server.perform('devices.approve', { applicationId: 'app' }, operator);
    const sent = await sending(desk, requestOf('GetFunctions', '', { apiKey: placeholder }));
    expect(sent.reply).toContain(inUse);
    expect((await desk.send(requestOf('GetFunctions')))?.deviceId).toBe(waiting.deviceId);
  });

  it('B4.3: asks where an approval in advance has lapsed before anybody fetched its DeviceID', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.server.perform('devices.approve', { applicationId: 'app' }, operator);
    environment.clock.advance(10 * 60_000);
    const sent = sending(desk, requestOf('GetFunctions', '', { apiKey: placeholder }));
    await settled();
    expect(desk.prompts).toHaveLength(1);
    desk.prompts[0]?.answer('later');
    expect((await sent).errorCode).toBe('ApprovalPending');
  });

  it('B4.1: a document with a key or a DeviceID of its own is judged by those', async () => {
    const desk = await (await openEnvironment()).desk();
    await desk.approved();
    const codeOf = async (envelope: object): Promise<string | undefined> => codeIn((await sending(desk, requestOf('GetFunctions', '', envelope))).reply);
    expect(await codeOf({ apiKey: 'ffffffffffffffff' })).toBe('KeyRefused' satisfies ErrorCode);
    expect(await codeOf({ apiKey: placeholder, deviceId: '1111111111111111' })).toBe('DeviceUnknown' satisfies ErrorCode);
    expect(await codeOf({ apiKey, deviceId: await desk.approved() })).toBeUndefined();
    await desk.approved(otherKey);
    expect(await codeOf({ apiKey: otherKey })).toBeUndefined();
  });

  it('B4.1: nothing but a request at the screens is let in by a placeholder', async () => {
    const desk = await (await openEnvironment()).desk();
    await desk.approved();
    for (const key of ['', placeholder, '****************'])
      expect((await desk.send(requestOf('GetFunctions', '', { apiKey: key })))?.error).toBe('KeyRefused');
  });

  it('B4.7: may do what the signed-in user may, and what the application may', async () => {
    const desk = await (await openEnvironment()).desk();
    await desk.approved();
    await desk.server.perform('session.signIn', { userName: 'rita' }, operator);
    const rita: Actor = { kind: 'user', userName: 'rita' };
    const record = requestOf('GetPatientRecord', '<Identity><NHSNumber>9990000018</NHSNumber></Identity>', { apiKey: placeholder });
    expect(codeIn((await sending(desk, record, rita)).reply)).toBe('RightMissing' satisfies ErrorCode);
    await desk.approved(otherKey);
    const narrow = desk.server.perform('requests.send', { document: requestOf('GetDiary', '', { apiKey: placeholder }), applicationId: 'narrow' }, rita);
    expect(codeIn((await narrow).reply)).toBe('FunctionUnknown' satisfies ErrorCode);
  });

  it('B5.3, B5.5: is throttled as its device is; silence is told with when it would have been allowed', async () => {
    const environment = await openEnvironment({ settings: { throttle: 'silent' } });
    const desk = await environment.desk();
    await desk.approved();
    const document = requestOf('GetFunctions', '', { apiKey: placeholder });
    expect((await sending(desk, document)).outcome).toBe('success');
    expect(await sending(desk, document)).toMatchObject({
      outcome: 'throttled',
      errorCode: 'Throttled',
      allowedAt: '2026-01-05T08:00:01.000Z',
      reply: null,
      replyBytes: 0,
    });
    environment.clock.advance(1_000);
    expect((await sending(desk, document)).outcome).toBe('success');
  });

  it('B9.2: faults befall it: what a client would have got is what comes, and it is on record', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.approved();
    const document = requestOf('GetFunctions', '', { apiKey: placeholder });
    const whole = (await sending(desk, document)).replyBytes;
    const with_ = async (kind: 'silence' | 'cut-before' | 'cut-in' | 'cut-after') => {
      await desk.server.perform('faults.set', { kind, function: null, times: 1 }, operator);
      return await sending(desk, document);
    };
    expect(await with_('silence')).toMatchObject({ outcome: 'fault', reply: null, cut: null });
    expect(await with_('cut-before')).toMatchObject({ outcome: 'fault', reply: null, cut: 'before' });
    const half = await with_('cut-in');
    expect(half).toMatchObject({ outcome: 'fault', cut: 'in', replyBytes: Math.ceil(whole / 2) });
    expect((await environment.entries()).at(-1)).toMatchObject({ kind: 'sent', outcome: 'interrupted', linked: half.sequence });
    expect(await with_('cut-after')).toMatchObject({ cut: 'after', replyBytes: whole });
  });

  it('B2.9: a document that is none is refused and on record', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    for (const [document, code] of [
      ['no document', 'NotWellFormed'],
      ['<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', 'DocumentTypeRefused'],
      ['<ClientIntegrationRequest/>', 'EnvelopeInvalid'],
    ] as const) {
      const sent = await sending(desk, document);
      expect([codeIn(sent.reply), sent.errorCode]).toEqual([code, code]);
      expect((await environment.messages()).at(-1)).toMatchObject({ sequence: sent.sequence, error_code: code });
    }
  });

  it('is for applications that there are, in Demo only', async () => {
    const desk = await (await openEnvironment()).desk();
    const { perform } = desk.server;
    await expect(perform('requests.send', { document: '<a/>', applicationId: 'none' }, ada)).rejects.toMatchObject({ status: 404 });
    await perform('applications.revoke', { id: 'app' }, operator);
    await expect(sending(desk, '<a/>')).rejects.toMatchObject({ status: 409 });
    const live = await (await openEnvironment({ kind: 'live', createdAs: 'live', settings: { throttle: 'silent' } })).desk();
    await expect(sending(live, '<a/>', operator)).rejects.toMatchObject({ status: 403 });
  });
});

describe('requests.check', () => {
  const checked = async (document: string) => (await (await openEnvironment()).desk()).server.perform('requests.check', { document }, ada);

  it('finds nothing in the template of any function', async () => {
    const desk = await (await openEnvironment()).desk();
    for (const { available, name } of functions) {
      const { document } = await desk.server.perform('templates.get', { function: name }, operator);
      if (available) expect([name, await desk.server.perform('requests.check', { document }, ada)]).toEqual([name, []]);
    }
  });

  it('B3.4: gives the error that a reply would tell, at its line', async () => {
    const document = requestOf('PatientSearch', '\n<Surname>Smith</Surname>\n <Shoe>9</Shoe>');
    expect(await checked(document)).toEqual([
      {
        kind: 'error',
        line: 3,
        column: 2,
        path: '/ClientIntegrationRequest/FunctionParameters',
        message: expect.stringContaining('element Shoe is not allowed here'),
        rule: 'SchemaInvalid',
      },
    ]);
  });

  it('B3.5: gives what is let pass as deviations', async () => {
    const found = await checked(requestOf('PatientSearch', '<Surname>Smith</Surname>\n<FirstName>Ann</FirstName>', { version: '1' }));
    expect(found.map(({ kind, rule, line }) => [kind, rule, line]).sort()).toEqual([
      ['deviation', 'order', 1],
      ['deviation', 'version', 1],
    ]);
  });

  it('tells a hundred deviations at most, also of a document that has very many', async () => {
    const misplaced = '\n<ClinicalCode>X0001</ClinicalCode>'.repeat(20_000);
    const found = await checked(requestOf('GetPatientRecord', `<Identity><NHSNumber>9990000018</NHSNumber></Identity>${misplaced}`));
    expect(found).toHaveLength(100);
    expect(found[0]).toMatchObject({ kind: 'deviation', rule: 'place', line: 2 });
  });

  it('tells where a document ceases to be one, and what lacks in its envelope', async () => {
    for (const [document, rule, line] of [
      ['', 'NotWellFormed', 1],
      ['\n\n<a>\n<b></a>', 'NotWellFormed', 4],
      ['<a>\n<!-- -- --></a>', 'NotWellFormed', 2],
      ['<ClientIntegrationRequest>\n</ClientIntegrationRequest>', 'EnvelopeInvalid', 1],
      ['<!DOCTYPE a><a/>', 'DocumentTypeRefused', 1],
      [requestOf('Nonsense').replace('<Function>', '\n<Function>'), 'FunctionUnknown', 2],
    ] as const) {
      expect((await checked(document)).map((finding) => [finding.kind, finding.rule, finding.line])).toEqual([['error', rule, line]]);
    }
  });
});
