import { request as httpRequest } from 'node:http';
import { movableClock, type OperationDeclaration, OperationError, type OperationFile, operations, type ServerDoor } from '@s1kit/link';
import type { TSchema } from '@sinclair/typebox';
import { afterEach, describe, expect, it } from 'vitest';
import { createDesk } from '../../src/desk.js';
import { createHttpServer, type HttpServer } from '../../src/http/server.js';
import { silentLog } from '../../src/log.js';
import { createMetrics } from '../../src/metrics.js';
import { until } from '../support/client.js';

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close(0)));
});

const token = 'a-token';
const authorized = { authorization: `Bearer ${token}` };

interface Asked {
  readonly name: string;
  readonly input: unknown;
  readonly actor: unknown;
}

/** An HTTP API on a free port, whose server only writes down what it is asked. */
async function opened(answer: (asked: Asked) => unknown = () => ({})) {
  const workstation = () => {
    const asked: Asked[] = [];
    const perform = async (name: string, input: unknown, actor: unknown): Promise<unknown> => {
      const one = { name, input, actor };
      asked.push(one);
      return answer(one);
    };
    // What each operation gives is of no matter here.
    return { asked, desk: createDesk({ allowedFolders: [] }), server: { perform: perform as ServerDoor['perform'] } };
  };
  const first = workstation();
  const other = workstation();
  const { asked, desk } = first;
  const clock = movableClock();
  const http = await createHttpServer({
    server: first.server,
    desk,
    named: new Map([
      ['1', first],
      ['2', other],
      ['desk 2', other],
    ]),
    clock,
    metrics: createMetrics([]),
    log: silentLog(),
    port: 0,
    token,
    about: { kind: 'demo', version: '1.2.3' },
  });
  open.push(http);
  const base = `http://127.0.0.1:${http.port}`;
  return {
    asked,
    desk,
    other,
    clock,
    http,
    base,
    ask: (path: string, init: RequestInit = {}) => fetch(`${base}${path}`, { ...init, headers: { ...authorized, ...init.headers } }),
  };
}

const json = (body: unknown, method = 'POST'): RequestInit => ({ method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

function fileOf(fileName: string, mediaType: string): OperationFile {
  return {
    fileName,
    mediaType,
    pieces: (async function* () {
      yield Buffer.from('<script>alert(1)');
      yield Buffer.from('</script>');
    })(),
  };
}

/** Who watches a desk's notices from now on. */
function watchersOf({ notices }: ReturnType<typeof createDesk>): ReadonlySet<unknown> {
  const watchers = new Set<unknown>();
  const { subscribe } = notices;
  notices.subscribe = (watcher) => {
    const unsubscribe = subscribe(watcher);
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
      unsubscribe();
    };
  };
  return watchers;
}

/** A request with headers that fetch does not let one set. */
function raw(port: number, headers: Record<string, string>, path = '/health', host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest({ port, host, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('the HTTP API', () => {
  it('has a route for every operation that is declared, and hands its input on', async () => {
    const files = Object.entries<OperationDeclaration>(operations).flatMap(([name, { file }]) => (file === true ? [name] : []));
    const { asked, ask } = await opened(({ name }) => (files.includes(name) ? fileOf('a.txt', 'text/plain') : {}));
    const inputs: Readonly<Record<string, unknown>> = {
      'applications.add': { name: 'x' },
      'appointments.book': {
        nhsNumber: '9990000018',
        clinician: 'u',
        siteName: 's',
        clinicType: 'c',
        slotType: 't',
        start: '2026-01-05T09:00:00',
        minutes: 10,
      },
      'appointments.setStatus': { seen: 'Booked', status: 'Arrived' },
      'devices.approve': { applicationId: 'a' },
      'devices.block': { applicationId: 'a' },
      'codes.search': { scheme: 'CTV3', text: 'asthma' },
      'demographics.update': { nhsNumber: '9990000018', changes: { Surname: 'x' }, read: {} },
      'entries.add': { nhsNumber: '9990000018', element: 'Task', content: { Content: 'x' } },
      'session.signIn': { userName: 'u' },
      'session.unlock': { userName: 'u', password: 'p' },
      'extract.write': { folder: '/tmp' },
      'dialogs.answer': { answer: 'dismiss' },
      'patients.find': { text: 'jones' },
      'record.medication': { state: 'current' },
      'record.series': { scheme: 'CTV3', code: 'X' },
      'session.open': { nhsNumber: '9990000018' },
      'session.select': { items: ['0123456789abcdef/2'] },
      'session.resolve': { choice: 'mine' },
      'clock.set': { to: '2026-01-01' },
      'clock.advance': { milliseconds: 5 },
      'faults.set': { kind: 'silence', function: null, times: 2 },
      'data.snapshot': { name: 'one' },
      'data.restore': { name: 'one' },
      'data.generate': { patients: 3 },
      'environment.setThrottle': { throttle: 'off' },
      'environment.setApproval': { approve: 'always' },
      'requests.send': { document: '<a/>' },
      'requests.check': { document: '<a/>' },
      'data.import': { document: { any: ['thing'] } },
      'staff.setRole': { role: 'clinician', seen: 'receptionist' },
      'visits.assign': { seen: 'u', visitor: 'v' },
      'visits.request': { nhsNumber: '9990000018', start: '2026-01-05T09:00:00', minutes: 30 },
      'visits.setStatus': { seen: 'Booked', status: 'Finished' },
    };
    for (const [name, { input: declared, method, path }] of Object.entries(operations)) {
      const input = inputs[name];
      const [parameter] = path.match(/(?<=:)\w+/) ?? [];
      const properties: Readonly<Record<string, TSchema>> = declared.properties;
      const isNumber = parameter !== undefined && properties[parameter]?.type === 'integer';
      const query = method === 'GET' && typeof input === 'object' ? `?${new URLSearchParams({ ...input })}` : '';
      const response = await ask(`/api${path.replace(/:\w+/g, isNumber ? '7' : 'a%20b')}${query}`, method === 'POST' ? json(input ?? {}) : { method });
      expect(response.status, `${name}: ${await response.clone().text()}`).toBe(200);
      const last = asked.at(-1);
      expect(last).toMatchObject({ name, actor: { kind: 'operator' }, input: input ?? {} });
      if (parameter !== undefined) expect(last?.input).toMatchObject({ [parameter]: isNumber ? 7 : 'a b' });
    }
    expect(asked).toHaveLength(Object.keys(operations).length);
  });

  it('?workstation= says whose screens ask: operations, prompts and events; a name that there is not is told', async () => {
    const { asked, ask, other } = await opened();
    for (const name of ['2', 'desk%202']) expect((await ask(`/api/session?workstation=${name}`)).status).toBe(200);
    expect((await ask('/api/audit?limit=3&workstation=2')).status).toBe(200);
    expect(asked).toEqual([]);
    expect(other.asked.map(({ name, input }) => [name, input])).toEqual([
      ['session.status', {}],
      ['session.status', {}],
      ['audit.list', { limit: 3 }],
    ]);
    for (const name of ['3', '']) expect((await ask(`/api/session?workstation=${name}`)).status).toBe(404);
    expect((await ask('/api/session?workstation=1')).status).toBe(200);
    expect(asked).toHaveLength(1);
    const waiting = other.desk.door.ask(
      { promptId: 'p', applicationId: 'a', applicationName: 'Sample', deviceVersion: undefined, functions: [], askedAt: 0 },
      new AbortController().signal,
    );
    expect(await (await ask('/api/prompts')).json()).toEqual([]);
    expect(await (await ask('/api/prompts?workstation=2')).json()).toMatchObject([{ promptId: 'p' }]);
    expect((await ask('/api/prompts/p/answer?workstation=2', json({ answer: 'block' }))).status).toBe(200);
    expect(await waiting).toEqual({ answer: 'block', by: 'operator' });
  });

  it('takes a small body from somebody who is not signed in; what it was: 64 MiB, kept until they were refused', async () => {
    const { ask } = await opened();
    const body = { userName: 'ada', password: 'x'.repeat(20_000) };
    expect((await ask('/api/screens/sign-in', json(body))).status).toBe(413);
  });

  it('turns texts of the query into numbers, and refuses what does not fit in a sentence', async () => {
    const { asked, ask } = await opened(() => []);
    await ask('/api/audit?limit=10&after=3&function=GetDiary');
    expect(asked.at(-1)?.input).toEqual({ limit: 10, after: 3, function: 'GetDiary' });
    for (const [path, init, part] of [
      ['/api/audit?limit=ten', {}, 'limit'],
      ['/api/audit?limit=0', {}, 'limit'],
      ['/api/audit?limti=5', {}, 'parameter'],
      ['/api/clock/advance', json({ milliseconds: '5' }), 'milliseconds'],
      ['/api/clock/advance', json({}), 'milliseconds'],
      ['/api/clock/advance', json([]), 'input'],
      ['/api/clock/advance', { method: 'POST' }, 'milliseconds'],
      ['/api/clock/advance', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }, 'JSON'],
      ['/api/data/snapshots', json({ name: '../x' }), 'name'],
      ['/api/devices/x/revoke', json({ id: 'y' }), 'parameter'],
    ] as const) {
      const response = await ask(path, init);
      expect([path, response.status]).toEqual([path, 400]);
      const { error } = (await response.json()) as { error: { message: string } };
      expect(error.message.toLowerCase()).toContain(part.toLowerCase());
    }
    expect(asked).toHaveLength(1);
  });

  it('takes JSON alone: what a form of another site can send is refused', async () => {
    const { ask, asked } = await opened();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      expect((await ask('/api/clock/advance', { method: 'POST', body: '{"milliseconds":1}', headers: { 'content-type': type } })).status).toBe(415);
    }
    expect(asked).toEqual([]);
  });

  it('sends a file so that a browser shows text, images and PDF, runs nothing, and downloads the rest', async () => {
    let given: readonly [string, string] = ['', ''];
    const { ask } = await opened(() => fileOf(...given));
    for (const [name, type, sent, disposition] of [
      ['a.txt', 'text/plain', 'text/plain', 'inline'],
      ['a.csv', 'text/csv', 'text/plain', 'inline'],
      ['a.pdf', 'application/pdf', 'application/pdf', 'inline'],
      ['a.png', 'image/png', 'image/png', 'inline'],
      ['a.html', 'text/html', 'application/octet-stream', 'attachment'],
      ['a.svg', 'image/svg+xml', 'application/octet-stream', 'attachment'],
      ['a.xml', 'application/xml', 'application/octet-stream', 'attachment'],
      ['a', 'constructor', 'application/octet-stream', 'attachment'],
    ] as const) {
      given = [name, type];
      const response = await ask('/api/record/documents/0123456789abcdef/content');
      expect([name, response.status, await response.text()]).toEqual([name, 200, '<script>alert(1)</script>']);
      const headers = ['content-type', 'content-disposition', 'content-security-policy', 'x-content-type-options', 'x-frame-options', 'cache-control'];
      expect(headers.map((header) => response.headers.get(header))).toEqual([
        sent,
        `${disposition}; filename*=UTF-8''${name}`,
        "sandbox; default-src 'none'",
        'nosniff',
        'DENY',
        'no-store',
      ]);
    }
    given = ["Zoë's (1)*\r\nX: y.txt", 'text/plain'];
    const odd = await ask('/api/record/documents/0123456789abcdef/content');
    expect(odd.headers.get('content-disposition')).toBe("inline; filename*=UTF-8''Zo%C3%AB%27s%20%281%29%2A%0D%0AX%3A%20y.txt");
  });

  it('answers failures with their status and a sentence, and tells nothing of those inside', async () => {
    const { ask } = await opened(({ name }) => {
      throw name === 'devices.list' ? new OperationError(409, 'Not now.') : new Error('secret 999 000 0018');
    });
    const refused = await ask('/api/devices');
    expect([refused.status, await refused.json()]).toEqual([409, { error: { message: 'Not now.' } }]);
    const failed = await ask('/api/session');
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toContain('secret');
    const unknown = await ask('/api/nothing');
    expect([unknown.status, await unknown.json()]).toEqual([404, { error: { message: expect.stringContaining('/api') } }]);
  });

  it('lets in who shows the token, and nobody else', async () => {
    const { base, asked } = await opened();
    for (const authorization of ['', 'Bearer', 'Bearer ', `Bearer ${token}x`, `Bearer x${token}`, `Basic ${token}`, token]) {
      const response = await fetch(`${base}/api/session`, authorization === '' ? {} : { headers: { authorization } });
      expect([authorization, response.status]).toEqual([authorization, 401]);
    }
    for (const path of ['/api/events', '/api/prompts', '/api/nothing']) expect((await fetch(`${base}${path}`)).status, path).not.toBe(200);
    expect(asked).toEqual([]);
  });

  it('answers to its own names only, and to no page of another site', async () => {
    const { http } = await opened();
    const { port } = http;
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) expect(await raw(port, { host }), host).toBe(200);
    expect(await raw(port, { host: `[::1]:${port}` }, '/health', '::1')).toBe(200);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`, `127.0.0.1.evil.example:${port}`])
      expect(await raw(port, { host }), host).toBe(403);
    const host = `127.0.0.1:${port}`;
    expect(await raw(port, { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toBe(200);
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://localhost:${port}` },
      { origin: `https://${host}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      for (const path of ['/health', '/metrics', '/api', '/api/session'])
        expect(await raw(port, { host, ...authorized, ...headers }, path), JSON.stringify(headers)).toBe(403);
    }
  });

  it('no answer lets another origin read it', async () => {
    const { ask } = await opened();
    const response = await ask('/api/session');
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('B9.1: health says whether it is Demo or Live, without a token; metrics too', async () => {
    const { base } = await opened();
    expect(await (await fetch(`${base}/health`)).json()).toEqual({ status: 'ok', kind: 'demo', version: '1.2.3' });
    const metrics = await fetch(`${base}/metrics`);
    expect(metrics.headers.get('content-type')).toContain('text/plain');
    expect(await metrics.text()).toContain('# TYPE s1kit_connections gauge');
  });

  it('B4.2: lists the prompts that wait, and takes their answers', async () => {
    const { desk, ask } = await opened();
    const asked = desk.door.ask(
      { promptId: 'p 1', applicationId: 'a', applicationName: 'Sample', deviceVersion: undefined, functions: ['GetDiary'], askedAt: 0 },
      new AbortController().signal,
    );
    expect(await (await ask('/api/prompts')).json()).toEqual([
      { promptId: 'p 1', applicationId: 'a', applicationName: 'Sample', deviceVersion: null, functions: ['GetDiary'], askedAt: '1970-01-01T00:00:00.000Z' },
    ]);
    expect((await ask('/api/prompts/p%201/answer', json({ answer: 'perhaps' }))).status).toBe(400);
    expect((await ask('/api/prompts/p%201/answer', json({ answer: 'approve' }))).status).toBe(200);
    expect(await asked).toEqual({ answer: 'approve', by: 'operator' });
    expect((await ask('/api/prompts/p%201/answer', json({ answer: 'approve' }))).status).toBe(404);
  });

  it('B4.7: a prompt is answered by a user whose role has the right to devices alone; what it was: by anybody who was signed in', async () => {
    let rights = ['environment.use'];
    const status = () => ({
      organisation: 'Practice',
      user: { userName: 'ada', name: 'Ada', role: 'clinician', site: '', signedInAt: '2026-01-01', rights },
    });
    const { desk, base, asked } = await opened(({ name }) => (name === 'staff.list' ? [] : status()));
    const signIn = await fetch(`${base}/api/screens/sign-in`, json({ userName: 'ada', password: 'p' }));
    const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const waiting = desk.door.ask(
      { promptId: 'p', applicationId: 'a', applicationName: 'Sample', deviceVersion: undefined, functions: [], askedAt: 0 },
      new AbortController().signal,
    );
    const answer = async (value: string): Promise<number> => {
      const init = json({ answer: value });
      return (await fetch(`${base}/api/prompts/p/answer`, { ...init, headers: { ...init.headers, cookie } })).status;
    };
    expect([await answer('approve'), await answer('later'), desk.prompts.list().length]).toEqual([403, 403, 1]);
    rights = ['environment.use', 'devices.manage'];
    expect(await answer('approve')).toBe(200);
    expect(await waiting).toEqual({ answer: 'approve', by: 'ada' });
    expect(asked.at(-1)).toMatchObject({ name: 'session.status', actor: { kind: 'user', userName: 'ada' } });
  });

  it('streams notices, with a heartbeat, and ends the stream when it closes', async () => {
    const { desk, clock, ask, http } = await opened();
    const response = await ask('/api/events');
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    let text = '';
    const ended = (async () => {
      for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
    })();
    desk.door.notify({ event: 'message', sequence: 7 });
    await until(() => text.includes('data: {"event":"message","sequence":7}\n\n'));
    const before = text.length;
    clock.advance(15_000);
    await until(() => text.length > before);
    expect(text.slice(before)).toBe(':\n\n');
    await Promise.all([http.close(0), ended]);
    open.length = 0;
  });

  it('nothing is written to a stream that has been ended; what it was: a notice while the environment closed ended the whole process', async () => {
    const { desk, ask, http } = await opened();
    const watchers = watchersOf(desk);
    const response = await ask('/api/events');
    expect(watchers.size).toBe(1);
    const closing = http.close(0);
    expect(watchers.size).toBe(0);
    desk.door.notify({ event: 'message', sequence: 7 });
    await closing;
    expect(await response.text()).not.toContain('message');
    open.length = 0;
  });

  it('a watcher that goes while it is found out who it is holds no stream; what it was: one of 64, for ever', async () => {
    const answers: (() => void)[] = [];
    let isSlow = false;
    const user = { userName: 'ada', name: 'Ada', role: 'clinician', site: '', rights: [], signedInAt: 'then' };
    const { desk, ask, http } = await opened(async ({ name }) => {
      if (isSlow) await new Promise<void>((resolve) => answers.push(resolve));
      return name === 'staff.list' ? [] : { organisation: '', user };
    });
    const watchers = watchersOf(desk);
    const signIn = await ask('/api/screens/sign-in', json({ userName: 'ada', password: 'p' }));
    const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    isSlow = true;
    const going = httpRequest({ port: http.port, host: '127.0.0.1', path: '/api/events', headers: { cookie } });
    const gone = new Promise((resolve) => going.on('error', () => undefined).on('close', resolve));
    going.end();
    await until(() => answers.length === 1);
    going.destroy();
    await gone;
    // The other end has seen it too once it has answered another one.
    await ask('/health');
    for (const answer of answers.splice(0)) answer();
    isSlow = false;
    await ask('/health');
    expect(watchers.size).toBe(0);
  });

  it('a clock that is moved by years beats for nobody who has been let go; what it was: a beat for every quarter of a minute', async () => {
    const { clock, ask } = await opened();
    await ask('/api/events');
    const { timer } = clock;
    let beats = 0;
    clock.timer = (milliseconds, callback) => {
      beats += 1;
      return timer(milliseconds, callback);
    };
    clock.advance(60 * 86_400_000);
    expect(beats).toBeLessThan(40_000);
  });

  it('lets go of a watcher that does not read', async () => {
    const { desk, http } = await opened();
    let closed = false;
    await new Promise<void>((resolve) => {
      httpRequest({ port: http.port, host: '127.0.0.1', path: '/api/events', headers: authorized }, (response) => {
        response.pause();
        response.socket.on('close', () => {
          closed = true;
        });
        response.on('error', () => undefined);
        resolve();
      }).end();
    });
    const notice = { event: 'message', sequence: 1 } as const;
    for (let round = 0; round < 2000 && !closed; round += 1) {
      for (let count = 0; count < 1000; count += 1) desk.door.notify(notice);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(closed).toBe(true);
  });

  it('describes itself: for programs as OpenAPI, for people as a page without anything from elsewhere', async () => {
    const { base } = await opened();
    const document = (await (await fetch(`${base}/api/openapi.json`)).json()) as { paths: Record<string, Record<string, { operationId?: string }>> };
    const ids = Object.values(document.paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));
    expect(ids).toEqual(expect.arrayContaining([...Object.keys(operations), 'prompts.list', 'prompts.answer', 'events']));
    expect(document.paths['/api/audit/{message}/explanation']).toBeDefined();
    expect(document.paths['/api/record/documents/{documentUid}/content']).toMatchObject({
      get: { responses: { 200: { content: { 'application/octet-stream': { schema: { format: 'binary' } } } } } },
    });
    expect(await (await fetch(`${base}/api`)).json()).toEqual(document);
    const page = await fetch(`${base}/api`, { headers: { accept: 'text/html,*/*' } });
    expect(page.headers.get('content-type')).toContain('text/html');
    const html = await page.text();
    for (const path of Object.keys(document.paths)) expect(html).toContain(path);
    expect(html).not.toMatch(/(?:src|href)="?(?:https?:)?\/\//);
  });
});
