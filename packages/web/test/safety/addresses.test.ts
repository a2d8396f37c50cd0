// What the desktop serves beside its operations: files of the screens, and sessions of browsers. Asked over a real socket, as a program would that means ill.
import { request as httpRequest } from 'node:http';
import { movableClock } from '@s1kit/link';
import { type Environment, startEnvironment } from 's1kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '../support/screens.js';

let environment: Environment;
const clock = movableClock({ start });
beforeAll(async () => {
  environment = await startEnvironment({ patients: 10, throttle: 'off', largeRecord: false, clock });
});
afterAll(() => environment.close(0));

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends a path as it is: fetch would tidy it up. */
function ask(path: string, { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port: environment.httpPort, host: '127.0.0.1', path, method, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(pieces).toString() }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const page = { accept: 'text/html' };

async function signIn(userName: string): Promise<Answer> {
  const { staff } = JSON.parse((await ask('/api/screens')).text) as { staff: { userName: string; password: string }[] };
  const password = staff.find((member) => member.userName === userName)?.password ?? '';
  return await ask('/api/screens/sign-in', { method: 'POST', headers: json, body: JSON.stringify({ userName, password }) });
}

const cookieOf = ({ headers }: Answer): string => String(headers['set-cookie']).split(';')[0] ?? '';

describe('the files of the screens', () => {
  it('let no script run but their own, and come from nowhere else', async () => {
    const { text, headers } = await ask('/');
    const assets = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(assets.length).toBeGreaterThanOrEqual(3);
    expect(assets.filter((address) => !address.startsWith('/'))).toEqual([]);
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|\son[a-z]+=|javascript:/i);
    for (const address of ['/', ...assets]) {
      const file = await ask(address);
      expect([address, file.status]).toEqual([address, 200]);
      const policy = String(file.headers['content-security-policy']);
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
      expect(file.headers['x-content-type-options']).toBe('nosniff');
      expect(file.headers['x-frame-options']).toBe('DENY');
    }
    expect(headers['cache-control']).toBe('no-cache');
  });

  it('no address leads out of their folder', async () => {
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/assets/../../../package.json',
      '/%2e%2e/%2e%2e/package.json',
      '/assets/%00',
      '//etc/passwd',
      '/..\\package.json',
      '/licences.txt/..',
    ]) {
      const { status, text } = await ask(path);
      expect([path, status >= 400]).toEqual([path, true]);
      expect(text).not.toContain('"dependencies"');
      // Whoever asks for a page is given the screens, which know no such address.
      expect((await ask(path, { headers: page })).text).not.toContain('"dependencies"');
    }
  });

  it('an address of a screen is given the screens, one of the API is not', async () => {
    expect((await ask('/record?tab=problems', { headers: page })).text).toContain('<div id="screens"');
    for (const path of ['/api/nothing', '/api/']) expect((await ask(path, { headers: page })).text).not.toContain('<div id="screens"');
    expect((await ask('/record')).status).toBe(404);
  });
});

describe('a session of a browser', () => {
  it('is a cookie that no script reads and no other site sends, and lets in until the user signs out', async () => {
    const answer = await signIn('ashah');
    expect(String(answer.headers['set-cookie'])).toMatch(/^s1kit-\d+=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/);
    const cookie = cookieOf(answer);
    expect((await ask('/api/session', { headers: { cookie } })).status).toBe(200);
    expect((await ask('/api/session')).status).toBe(401);
    const wrong = `${cookie.slice(0, -1)}${cookie.endsWith('0') ? '1' : '0'}`;
    expect((await ask('/api/session', { headers: { cookie: wrong } })).status).toBe(401);
    expect((await ask('/api/screens/sign-out', { method: 'POST', headers: { ...json, cookie }, body: '{}' })).status).toBe(200);
    expect((await ask('/api/session', { headers: { cookie } })).status).toBe(401);
  });

  it('ends when the same user signs in anew, or somebody else', async () => {
    const first = cookieOf(await signIn('ashah'));
    await environment.perform('session.signOut', {});
    clock.advance(1);
    const second = cookieOf(await signIn('ashah'));
    expect((await ask('/api/session', { headers: { cookie: second } })).status).toBe(200);
    expect((await ask('/api/session', { headers: { cookie: first } })).status).toBe(401);
    await environment.perform('session.signIn', { userName: 'bmistry' });
    expect((await ask('/api/session', { headers: { cookie: second } })).status).toBe(401);
    await environment.perform('session.signIn', { userName: 'ashah' });
  });

  it('B4.7: may what its user may, whatever else the request says', async () => {
    const cookie = cookieOf(await signIn('bmistry'));
    for (const path of ['/api/applications', '/api/staff', '/api/dialogs']) {
      expect([path, (await ask(path, { headers: { cookie } })).status]).toEqual([path, 403]);
      expect([path, (await ask(path, { headers: { cookie, authorization: 'Bearer wrong' } })).status]).toEqual([path, 403]);
    }
  });

  it('changes nothing for a page of another site, even with the cookie', async () => {
    const cookie = cookieOf(await signIn('ashah'));
    const host = `127.0.0.1:${environment.httpPort}`;
    const attempts = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: `http://${host}`, host: 'evil.example' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    ];
    for (const headers of attempts) {
      for (const path of ['/api/session/sign-out', '/api/screens/sign-out']) {
        expect([headers, (await ask(path, { method: 'POST', headers: { ...json, cookie, ...headers }, body: '{}' })).status]).toEqual([headers, 403]);
      }
      expect((await ask('/api/session', { headers: { cookie, ...headers } })).status).toBe(403);
    }
    // What a form can send.
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect((await ask('/api/session/sign-out', { method: 'POST', headers: { cookie, 'content-type': type }, body: '{}' })).status).toBe(415);
    }
    expect((await ask('/api/session', { headers: { cookie } })).status).toBe(200);
    // A link to a screen may be followed from anywhere.
    const visit = { ...page, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect((await ask('/record', { headers: visit })).status).toBe(200);
  });
});
