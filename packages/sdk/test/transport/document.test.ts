// Documents as they are, over real sockets.
import { type MovableClock, movableClock } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { type DocumentReply, type SendDocumentOptions, sendDocument, sharedPacing } from '../../src/index.js';
import { start, surroundings, until } from '../support/environment.js';
import { openProxy } from '../support/proxy.js';

const around = surroundings();

async function requestOf(functionName: string, parameters = ''): Promise<string> {
  const client = await around.connect({ pacing: 'off' });
  around.clock.advance(31_000);
  const { apiKey } = around.environment();
  const said = { APIKey: apiKey, DeviceID: client.deviceId, RequestUID: '1', Function: functionName, FunctionVersion: '1.0' };
  const head = Object.entries(said).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<ClientIntegrationRequest>${head.join('')}<FunctionParameters>${parameters}</FunctionParameters></ClientIntegrationRequest>`;
}

const send = (document: string | Uint8Array, options: SendDocumentOptions = {}): Promise<DocumentReply> =>
  sendDocument(document, { port: around.environment().port, ...options });

describe('a document', () => {
  it('is sent as it is, right or wrong, and its reply is given as it came', async () => {
    const right = await send(await requestOf('GetFunctions'));
    expect(right.document).toMatch(/^<(\?xml|ClientIntegrationResponse)[\s\S]*<Name>PatientSearch<\/Name>[\s\S]*<\/ClientIntegrationResponse>$/);
    expect(right.bytes).toBe(right.document.length);
    expect((await send('<ClientIntegrationRequest/>')).document).toContain('Code="EnvelopeInvalid"');
    expect((await send('<not></well>')).document).toContain('Code="NotWellFormed"');
    // In UTF-8 this is no text.
    expect((await send(Uint8Array.of(0x3c, 0x61, 0x3e, 0xe9, 0x3c, 0x2f, 0x61, 0x3e))).document).toContain('<Error Code="');
  });

  it('has its reply read to the end, whatever the blocks that it comes in', async () => {
    const document = await requestOf('GetFunctions');
    const proxy = await openProxy(around.environment().port);
    proxy.plan({ singleBytes: true });
    const whole = await send(document, { port: proxy.port });
    expect(whole.document).toBe(proxy.passed[0]?.reply.trimEnd());
    proxy.plan({ cutReplyAt: 100 });
    around.clock.advance(31_000);
    await expect(send(document, { port: proxy.port })).rejects.toMatchObject({ code: 'ConnectionLost' });
    proxy.plan({ instead: () => 'HTTP/1.1 400 Bad Request\r\n\r\n' });
    await expect(send('<a/>', { port: proxy.port })).rejects.toMatchObject({ code: 'ReplyInvalid' });
    proxy.plan({});
    await expect(send('<a/>', { port: proxy.port, replyBytes: 20 })).rejects.toMatchObject({ code: 'ReplyTooLarge' });
  });

  it('waits for the turn of its function and device, and one that uses up nothing is sent at once', async () => {
    const clock: MovableClock = movableClock({ start });
    const pacing = sharedPacing({ clock });
    const patients = await around.patients();
    const document = await requestOf('GetPatientRecord', `<Identity><NHSNumber>${patients[0].nhsNumber}</NHSNumber></Identity>`);
    expect((await send(document, { pacing, clock })).document).toContain('<Demographics>');
    const waits: number[] = [];
    const second = send(document, { pacing, clock, onWait: ({ expectedMs }) => waits.push(expectedMs) });
    await until(() => waits.length > 0);
    expect(waits[0]).toBeGreaterThan(29_000);
    expect((await send(document.replace('<Identity>', '<Identiti>'), { pacing, clock })).document).toContain('Code="NotWellFormed"');
    expect((await send(document.replace('GetPatientRecord', 'GetFunctions').replace(/<Identity>.*<\/Identity>/, ''), { pacing, clock })).document).toContain(
      '<Name>',
    );
    around.clock.advance(31_000);
    clock.advance(31_000);
    expect((await second).document).toContain('<Demographics>');
    pacing.close();
  });

  it('that is not answered says so, and where nothing listens too', async () => {
    const document = await requestOf('GetFunctions');
    await send(document);
    const clock = movableClock({ start });
    const silent = send(document, { clock, replyMs: 5_000, onSent: () => setImmediate(() => clock.advance(5_000)) });
    await expect(silent).rejects.toMatchObject({ code: 'NoReply' });
    await expect(sendDocument('<a/>', { port: 1 })).rejects.toMatchObject({ code: 'ClientNotRunning' });
  });
});
