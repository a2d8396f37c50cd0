import { errorRegistry } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { type ErrorCode, memoryDeviceStore, refusals, type SystmOne } from '../../src/index.js';
import { surroundings, until } from '../support/environment.js';
import { type MeddlingProxy, type Mischief, openProxy } from '../support/proxy.js';

const around = surroundings({ throttle: 'off' });

/** A client behind a proxy that has been used by connecting alone. */
async function behind(limits: Parameters<typeof around.connect>[0] = {}): Promise<{ readonly proxy: MeddlingProxy; readonly client: SystmOne }> {
  const proxy = await openProxy(around.environment().port);
  return { proxy, client: await around.connect({ port: proxy.port, pacing: 'off', device: memoryDeviceStore(), ...limits }) };
}

describe('a reply', () => {
  it('is read whatever the blocks that it comes in, and whatever white space follows', async () => {
    const { proxy, client } = await behind();
    const plain = await client.getOrganisationMetaData();
    for (const mischief of [{ singleBytes: true }, { behind: ' \r\n\0'.slice(0, 3) }, { behind: '' }, { before: '  \n' }] satisfies Mischief[]) {
      proxy.plan(mischief);
      expect(await client.getOrganisationMetaData({}, { fresh: true })).toEqual(plain);
    }
    expect(proxy.passed).toHaveLength(6);
  });

  it('that is garbage, or that of another request, is asked for again where it was a read', async () => {
    const { proxy, client } = await behind();
    const outcomes: string[] = [];
    client.on('reply', ({ outcome }) => outcomes.push(outcome));
    const another = (reply: string): string => reply.replace(/<RequestUID>.*?<\/RequestUID>/, '<RequestUID>another</RequestUID>');
    const mischief: readonly Mischief[] = [
      { instead: () => 'HTTP/1.1 400 Bad Request\r\n\r\n' },
      { behind: '<more/>\n' },
      { instead: another },
      { instead: (reply) => reply.replace('<Function>GetCurrentActivity<', '<Function>GetDiary<') },
      { instead: (reply) => reply.replace('<FunctionVersion>1.0<', '<FunctionVersion>2.0<') },
      { instead: (reply) => reply.replace('<Response>', '<!DOCTYPE a [<!ENTITY b "c">]><Response>') },
    ];
    for (const each of mischief) {
      proxy.plan(each);
      expect(await client.getCurrentActivity({}, { fresh: true })).toMatchObject({ UserName: around.environment().user });
    }
    expect(outcomes).toEqual(mischief.flatMap(() => ['ReplyInvalid', 'success']));
  });

  it('that does not follow the contract fails at once, with the path and the rule', async () => {
    const { proxy, client } = await behind();
    proxy.plan({ instead: (reply) => reply.replace(/<Site>.*<\/Site>/, '') });
    await expect(client.getOrganisationMetaData({}, { fresh: true })).rejects.toMatchObject({
      code: 'ReplyInvalid',
      permanent: true,
      path: '/ClientIntegrationResponse/Response',
      message: expect.stringContaining('element Site is missing'),
    });
  });

  it('may have elements that are not known: they are kept and reported', async () => {
    const { proxy, client } = await behind();
    const reported: (readonly string[])[] = [];
    client.on('unknown', ({ paths }) => reported.push(paths));
    proxy.plan({ instead: (reply) => reply.replace('<Activity>', '<Mood level="3">good</Mood><Activity>') });
    const activity = await client.getCurrentActivity({}, { fresh: true });
    expect(activity).toMatchObject({ UserName: around.environment().user });
    const path = '/ClientIntegrationResponse/Response/Mood';
    expect(reported).toEqual([[path]]);
    expect(client.details(activity)).toMatchObject({
      attempts: 1,
      confirmedBy: 'reply',
      unknown: [{ path, element: { name: 'Mood', attributes: [['level', '3']], text: 'good' } }],
    });
  });

  it('may have a value that is not of its list, where lists may grow: it is kept and reported (what it was: an error)', async () => {
    const { proxy, client } = await behind();
    const [{ nhsNumber }] = await around.patients();
    const reported: (readonly string[])[] = [];
    client.on('unknown', ({ paths }) => reported.push(paths));
    const read = () => client.getPatientRecord({ Identity: { NHSNumber: nhsNumber }, Filter: { Demographics: true } }, { fresh: true });
    proxy.plan({ instead: (reply) => reply.replace(/<Sex>[A-Z]<\/Sex>/, '<Sex>X</Sex>') });
    const record = await read();
    expect(record.Demographics?.Sex).toBe('X');
    const path = '/ClientIntegrationResponse/Response/Demographics/Sex';
    expect(reported).toEqual([[path]]);
    expect(client.details(record)).toMatchObject({ unknown: [], unknownPaths: [path] });
    proxy.plan({ instead: (reply) => reply.replace(/<DateOfBirth>[^<]*</, '<DateOfBirth>soon<') });
    await expect(read()).rejects.toMatchObject({ code: 'ReplyInvalid', permanent: true, path: '/ClientIntegrationResponse/Response/Demographics/DateOfBirth' });
  });

  it('may come after garbage, before garbage or in a wrong encoding: a read is asked again', async () => {
    const { proxy, client } = await behind();
    const outcomes: string[] = [];
    client.on('reply', ({ outcome }) => outcomes.push(outcome));
    const mischief: readonly Mischief[] = [
      { before: '\u0001\u0002<' },
      { before: 'HTTP/1.1 200 OK\r\n\r\n' },
      { behind: '</more>\n' },
      { instead: (reply) => reply.replace('<Response>', '<Response>\u0000') },
      { instead: (reply) => reply.replace('<Response>', '<Response></Error>') },
      // A byte that no text in UTF-8 has.
      { instead: (reply) => reply.replace('<UserName>', '<UserName>\u00ff') },
      { instead: (reply) => [...reply].map((each) => `${each}\u0000`).join('') },
      { instead: (reply) => reply + reply },
    ];
    for (const each of mischief) {
      proxy.plan(each);
      expect(await client.getCurrentActivity({}, { fresh: true })).toMatchObject({ UserName: around.environment().user });
    }
    expect(outcomes).toEqual(mischief.flatMap(() => ['ReplyInvalid', 'success']));
  });

  it('that never ends fails at the limit, and is not asked for again', async () => {
    const { proxy, client } = await behind({ limits: { replyBytes: 100_000 } });
    proxy.plan({ instead: (reply) => reply.slice(0, reply.indexOf('</Response>')) + '<Mood>good</Mood>'.repeat(10_000) });
    const before = proxy.passed.length;
    await expect(client.getCurrentActivity({}, { fresh: true })).rejects.toMatchObject({ code: 'ReplyTooLarge', permanent: true });
    expect(proxy.passed).toHaveLength(before + 1);
  });

  it('has a limit', async () => {
    const { client } = await behind({ limits: { replyBytes: 1_000 } }).catch((error: unknown) => ({ client: error }));
    expect(client).toMatchObject({ code: 'ReplyTooLarge', permanent: true });
  });
});

describe('silence', () => {
  it('is waited out, and a read is asked again with pauses that grow, up to a limit', async () => {
    const { proxy, client } = await behind({ limits: { attempts: 3 }, connections: 'new' });
    const pauses: number[] = [];
    client.on('waiting', ({ reason, expectedMs }) => {
      if (reason === 'retry') pauses.push(expectedMs);
    });
    let sent = 0;
    client.on('request', () => {
      sent += 1;
      setImmediate(() => around.clock.advance(15_001));
    });
    for (let silent = 0; silent < 3; silent += 1) proxy.plan({ silent: true });
    await expect(client.getCurrentActivity({}, { fresh: true })).rejects.toMatchObject({ name: 'NoReplyError', code: 'NoReply', permanent: false });
    expect(pauses).toHaveLength(2);
    const [first = 0, second = 0] = pauses;
    expect(first).toBeGreaterThanOrEqual(500);
    expect(first).toBeLessThanOrEqual(1_000);
    expect(second).toBeGreaterThanOrEqual(1_000);
    expect(second).toBeLessThanOrEqual(2_000);
    expect(sent).toBe(3);
  });

  it('ends when the call is given up, and the connection with it', async () => {
    const { proxy, client } = await behind();
    proxy.plan({ silent: true });
    const giveUp = new AbortController();
    const asked = client.getCurrentActivity({}, { signal: giveUp.signal, fresh: true });
    await until(() => proxy.passed.at(-1)?.reply.endsWith('\n') === true && proxy.passed.length === 2);
    giveUp.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });
});

describe('failures that a reply tells of', () => {
  it('are told by the code and the flag of the peer, for each code of the registry and both flags', async () => {
    const { proxy, client } = await behind({ limits: { attempts: 1 } });
    const codes = Object.keys(errorRegistry) as ErrorCode[]; // The keys of a constant are its names.
    expect(Object.keys(refusals).toSorted()).toEqual(codes.toSorted());
    for (const code of codes) {
      for (const permanent of [false, true]) {
        const error = `<Error Code="${code}"><ErrorMessage>Jane Jones</ErrorMessage><PermanentError>${permanent}</PermanentError></Error>`;
        proxy.plan({ instead: (reply) => reply.replace(/<Response>.*<\/Response>/s, error) });
        const failure: unknown = await client.getCurrentActivity({}, { fresh: true }).catch((caught: unknown) => caught);
        const [kind] = refusals[code];
        expect(failure).toBeInstanceOf(kind);
        expect(failure).toMatchObject({ name: kind.name, code, permanent, function: 'GetCurrentActivity', responseUid: expect.any(String) });
        expect(String(failure)).not.toContain('Jones');
      }
    }
  });

  it('have a class and a code, and never what the peer said', async () => {
    const { client } = await behind();
    const failure: unknown = await client.getPatientRecord({ Identity: { NHSNumber: '9999999999' } }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'PatientUnknownError', code: 'PatientUnknown', permanent: true, function: 'GetPatientRecord' });
    expect(failure).toHaveProperty('requestUid', expect.stringMatching(/^[0-9a-f-]{36}$/));
    expect(failure).toHaveProperty('responseUid', expect.stringMatching(/^[0-9A-F-]{36}$/));
  });

  it('are read also where the peer gives no Code, flag or echo, and classify reads its sentences', async () => {
    const said = 'Jane Jones, born 01.05.1970, is not registered';
    const { proxy, client } = await behind({ connections: 'new', classify: (message) => (message.includes('registered') ? 'PatientUnknown' : undefined) });
    const bare = (content: string) => (): string => `<?xml version="1.0"?><ClientIntegrationResponse>${content}</ClientIntegrationResponse>\n`;
    const ask = async (content: string): Promise<unknown> => {
      proxy.plan({ instead: bare(content) });
      return await client.getCurrentActivity({}, { fresh: true }).catch((error: unknown) => error);
    };
    const unknown = await ask(`<Error>true</Error><ErrorMessage>${said}</ErrorMessage><ResponseUID>R</ResponseUID>`);
    expect(unknown).toMatchObject({ code: 'PatientUnknown', permanent: true, responseUid: 'R' });
    expect(JSON.stringify(unknown, Object.getOwnPropertyNames(unknown))).not.toContain('Jones');
    expect(client.peerMessage(unknown as Error)).toBe(said); // It was found to be an error.
    expect(await ask('<Error><ErrorMessage>Odd</ErrorMessage><PermanentError>True</PermanentError></Error>')).toMatchObject({
      code: 'Unclassified',
      permanent: true,
    });
    expect(await ask('<Response><ErrorMessage>Odd</ErrorMessage></Response>')).toMatchObject({ code: 'Unclassified', permanent: true });
    expect(await ask('<Error><ErrorMessage>Later</ErrorMessage><PermanentError>false</PermanentError></Error>')).toMatchObject({
      code: 'Unclassified',
      permanent: false,
    });
  });
});
