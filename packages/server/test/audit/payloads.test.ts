import { describe, expect, it } from 'vitest';
import { preparePayload } from '../../src/audit/payload.js';
import { type KeptPayload, keptPayload, payloadTexts } from '../../src/audit/payloads.js';
import { here, openTrail } from '../support/trail.js';

const nothing: KeptPayload = { request_encoding: null, request: null, request_bytes: null, reply_encoding: null, reply: null, reply_bytes: null };

/** A reply as it is shown: no key is looked for in it. */
async function shown(bytes: Uint8Array): Promise<string | null> {
  return (await payloadTexts({ ...nothing, reply_encoding: 'none', reply: bytes }, undefined)).reply;
}

describe('payloads as text', () => {
  it('are in the encoding that they came in, by their byte-order mark', async () => {
    const text = '<a>\u00e9\u4e2d</a>';
    expect(await shown(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(text);
    expect(await shown(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBe(text);
    expect(await shown(Buffer.from(`\ufeff${text}`))).toBe(text);
    expect(await shown(Buffer.from(text))).toBe(text);
  });

  it('are shown where they are cut off within a character, or have half a byte-order mark', async () => {
    const text = Buffer.from('\ufeff<a>', 'utf16le');
    expect(await shown(Buffer.concat([text, Buffer.from('b')]))).toBe('<a>\ufffd');
    expect(await shown(Buffer.concat([Buffer.from(text).swap16(), Buffer.from([0])]))).toBe('<a>');
    expect(await shown(Buffer.from([0xff, 0x3c, 0x61]))).toBe('\ufffd<a');
    expect(await shown(Buffer.from([0x3c, 0xfe, 0x61]))).toBe('<\ufffda');
    expect(await shown(Buffer.from([0xfe, 0x3c, 0x61]))).toBe('\ufffd<a');
    expect(await shown(Buffer.from([0x3c, 0xff, 0x61]))).toBe('<\ufffda');
    expect(await shown(Buffer.from([]))).toBe('');
  });

  it.each([
    ['<?xml version="1.0" encoding="windows-1252"?>', '\u20ac\x81\u0178'],
    [`<?xml version='1.0' encoding='Windows-1252'?>`, '\u20ac\x81\u0178'],
    ['\r\n <?xml version="1.0"  encoding \t=\n "windows-1252" ?>', '\u20ac\x81\u0178'],
    ['<?xml version="1.0" encoding="iso-8859-1"?>', '\x80\x81\x9f'],
    ['<?xml version="1.0" encoding="ISO-8859-1"?>', '\x80\x81\x9f'],
    ['<?xml version="1.0" encoding="utf-8"?>', '\ufffd\ufffd\ufffd'],
    ['<?xml version="1.0"?>', '\ufffd\ufffd\ufffd'],
    ['<a/><?xml version="1.0" encoding="windows-1252"?>', '\ufffd\ufffd\ufffd'],
    ['a<?xml version="1.0" encoding="windows-1252"?>', '\ufffd\ufffd\ufffd'],
    ['<?xml version="1.0"?><a encoding="windows-1252"/>', '\ufffd\ufffd\ufffd'],
  ])('are in the encoding that is declared: %s', async (declaration, text) => {
    expect(await shown(Buffer.from(`${declaration}\x80\x81\x9f`, 'latin1'))).toBe(`${declaration}${text}`);
  });

  it('are those of a message, and its reply that of the end of its sending where it has none itself', async () => {
    const trail = openTrail();
    const long = `<Response>${'<Event/>'.repeat(20_000)}</Response>`;
    await trail.add({ request: Buffer.from('<a/>'), reply: undefined });
    await trail.add({ request: undefined, reply: await preparePayload(Buffer.from(long)) });
    const [first, second, none] = await trail.store.read(function* () {
      return [yield* keptPayload(here, 1), yield* keptPayload(here, 2), yield* keptPayload(here, 3)];
    });
    expect(first).toMatchObject({ request_bytes: 4, reply: null, reply_bytes: null });
    expect(second).toMatchObject({ request: null, reply_bytes: long.length });
    expect(none).toBeUndefined();
    expect(await payloadTexts(first, second)).toEqual({ request: '<a/>', reply: long });
    expect(await payloadTexts(second, first)).toEqual({ request: null, reply: long });
    expect(await payloadTexts(first, undefined)).toEqual({ request: '<a/>', reply: null });
    expect(await payloadTexts(undefined, undefined)).toEqual({ request: null, reply: null });
  });

  it('B4.1: have no key', async () => {
    const request = Buffer.from('<APIKey>00112233445566aa</APIKey>');
    expect(await payloadTexts({ ...nothing, request_encoding: 'none', request }, undefined)).toEqual({
      request: '<APIKey>****************</APIKey>',
      reply: null,
    });
  });
});
