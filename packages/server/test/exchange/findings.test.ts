import { functionMap, Refusal } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { draftOf, type Ending, type Findings } from '../../src/exchange/findings.js';
import { type Message, readDocument } from '../../src/exchange/message.js';
import { apiKey, documentOf, monday, openEnvironment, operator, requestOf, settled } from '../support/environment.js';

function messageOf(text: string, sender?: Message['sender']): Message {
  const document = documentOf(text);
  return { document, payload: document.bytes, reading: readDocument(document), responseUid: 'uid', at: monday, began: 1_000, sender };
}

const draft = (message: Message, findings: Findings = {}, ending: Partial<Ending> = {}) =>
  draftOf(message, findings, { outcome: 'success', now: 1_000, ...ending });

describe('what is put on record of a message', () => {
  it('B8.1: nothing of what is not known, and no word in its place', () => {
    expect(draft(messageOf('<a'), {}, { outcome: 'error' })).toEqual({
      kind: 'message',
      at: monday,
      outcome: 'error',
      responseUid: 'uid',
      deviations: [],
      duration: 0,
      requestBytes: 2,
      request: Buffer.from('<a'),
      replyFollows: false,
    });
  });

  it('B8.1: the identifiers as they were sent, up to 200 characters of each', () => {
    const sent = (length: number) => {
      const text = 'x'.repeat(length);
      const {
        deviceId,
        function: functionName,
        functionVersion,
        requestUid,
      } = draft(messageOf(requestOf(text, '', { deviceId: text, version: text, requestUid: text })));
      return [deviceId, functionName, functionVersion, requestUid].map((column) => column?.length);
    };
    expect(sent(200)).toEqual([200, 200, 200, 200]);
    expect(sent(201)).toEqual([200, 200, 200, 200]);
  });

  it('B8.1: the DeviceID that holds, in place of the one that was sent', () => {
    const message = messageOf(requestOf('GetFunctions', '', { deviceId: '1111111111111111' }));
    expect(draft(message).deviceId).toBe('1111111111111111');
    expect(draft(message, { deviceId: '2222222222222222' }).deviceId).toBe('2222222222222222');
  });

  it('B3.3, B5.5: why it was refused, of which element, and when it would have been allowed', () => {
    const refusal = new Refusal('SchemaInvalid', 'There is no such element.', '/a/b');
    const findings = { declaration: functionMap.GetFunctions, deviations: ['alias /a'], allowedAt: monday + 5 };
    expect(draft(messageOf('<a'), findings, { refusal })).toMatchObject({
      errorCode: 'SchemaInvalid',
      rule: refusal.message,
      element: '/a/b',
      deviations: ['alias /a'],
      allowedAt: monday + 5,
    });
  });

  it('B8.1: how long it took, in microseconds, and never less than nothing', () => {
    expect(draft(messageOf('<a'), {}, { now: 1_002.345_6 }).duration).toBe(2_346);
    expect(draft(messageOf('<a'), {}, { now: 999 }).duration).toBe(0);
  });

  it('B6.4, B9.2: who sent it at the screens, the fault and that the patient is confidential, each in a sentence', () => {
    const fault = { id: 1, kind: 'late', function: null, times: null } as const;
    const patient = { number: '9990000026', confidential: true };
    const message = messageOf('<a', { applicationId: 'app', by: 'ada' });
    expect(draft(message, { fault, patient }).detail).toBe('Sent at the screens by ada. Fault: late. A confidential patient.');
    expect(draft(messageOf('<a'), { patient: { ...patient, confidential: false } })).toMatchObject({ patient: '9990000026', detail: undefined });
    expect(draft(messageOf('<a'), { fault }).detail).toBe('Fault: late.');
  });

  it('B8.1: a request that waited for its user is on record with how long that was, and with when it came', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const answer = desk.send(requestOf('GetFunctions', '', { apiKey }));
    await settled();
    environment.clock.advance(3_000);
    desk.prompts[0]?.answer('approve');
    await answer;
    expect((await environment.messages()).at(-1)).toMatchObject({ at: monday, duration_us: 3_000_000 });
    expect(await desk.server.perform('audit.verify', {}, operator)).toMatchObject({ ok: true });
  });
});
