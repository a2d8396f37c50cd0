// `s1kit demo` as a program of its own, as it was built: `npm run build` comes first.
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support.js';

const program = fileURLToPath(new URL('../../bin/s1kit.js', import.meta.url));

type Demo = ChildProcessByStdio<null, Readable, Readable>;

const started: Demo[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function environmentOf(folder: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: join(folder, 'share'), XDG_RUNTIME_DIR: join(folder, 'runtime'), TMPDIR: folder };
}

interface Ready {
  readonly event: string;
  readonly port: number;
  readonly httpPort: number;
  readonly apiKey: string;
  readonly organisation: string;
  readonly user: string;
  readonly data: string;
}

const quick = ['--patients', '20', '--port', '0', '--http-port', '0', '--json'];

/** Starts it and waits for its line. */
async function demo(folder: string, ...options: string[]): Promise<{ child: Demo; ready: Ready; pieces: string[] }> {
  const child = spawn(process.execPath, [program, 'demo', ...quick, ...options], {
    env: environmentOf(folder),
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const pieces: string[] = [];
  let told = '';
  child.stderr.on('data', (piece: Buffer) => {
    told += piece.toString();
  });
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece.toString()));
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => Promise.reject(new Error(`It ended: ${told}`)))]);
  return { child, ready: JSON.parse(pieces.join('')), pieces };
}

async function stopped(child: Demo, signal: NodeJS.Signals): Promise<{ code: number | null; milliseconds: number }> {
  const began = performance.now();
  child.kill(signal);
  const [code]: (number | null)[] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
  return { code: code ?? null, milliseconds: performance.now() - began };
}

function run(folder: string, ...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], {
    env: environmentOf(folder),
    cwd: folder,
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, stdout, stderr };
}

/** Everything below a folder, by name. */
function listing(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true }).map(String).sort();
}

describe('s1kit demo', () => {
  it('tells that it listens in one line of compact JSON, is talked to, and stops within 2 s of SIGTERM', async () => {
    const folder = temporaryFolder();
    const { child, ready, pieces } = await demo(folder, '--data', ':memory:');
    expect(pieces).toHaveLength(1);
    expect(pieces[0]).toBe(`${JSON.stringify(ready)}\n`);
    expect(Object.keys(ready)).toEqual(['event', 'port', 'httpPort', 'apiKey', 'organisation', 'user', 'data']);
    expect(ready).toMatchObject({ event: 'ready', apiKey: expect.stringMatching(/^[0-9a-f]{16}$/) });
    const port = String(ready.httpPort);
    const sent = run(folder, 'send', 'PatientSearch', 'Surname=a', 'Gender=F', '--http-port', port);
    expect(sent).toMatchObject({ status: 0, stderr: '' });
    expect(sent.stdout).toContain('<Response');
    const verified = run(folder, 'audit', 'verify', '--json', '--http-port', port);
    expect(verified.stdout).toMatch(/^\{"ok":true,"messages":\d+,"firstBroken":null\}\n$/);
    expect(verified.status).toBe(0);
    const { code, milliseconds } = await stopped(child, 'SIGTERM');
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(2_000);
    expect(listing(folder).filter((name) => name.includes('s1kit.db') || name.endsWith('.json'))).toEqual([]);
  }, 60_000);

  it('keeps its data: the same key and audit at the next start; verify, export and xsd work while it is stopped', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    const first = await demo(folder, '--data', data);
    run(folder, 'send', 'GetFunctions', '--data', data);
    expect((await stopped(first.child, 'SIGINT')).code).toBe(0);
    const before = listing(data);
    expect(before).toEqual(expect.arrayContaining(['audit-checkpoints.jsonl', 'files', 'keys.json', 's1kit.db']));
    for (const gone of ['lock', 'run.json']) expect(before).not.toContain(gone);

    const verdict = run(folder, 'audit', 'verify', '--json', '--data', data);
    expect(verdict).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(verdict.stdout)).toMatchObject({ ok: true, firstBroken: null });
    const exported = run(folder, 'audit', 'export', '--function', 'GetFunctions', '--data', data);
    expect(JSON.parse(exported.stdout.split('\n')[0] ?? '').entry.function).toBe('GetFunctions');
    expect(run(folder, 'xsd', 'schemas', '--data', data).status).toBe(0);
    expect(listing(join(folder, 'schemas'))).toContain('PatientSearch.request.xsd');
    expect(listing(data)).toEqual(before);

    const second = await demo(folder, '--data', data);
    expect(second.ready.apiKey).toBe(first.ready.apiKey);
    expect(run(folder, 'send', 'GetCurrentActivity', '--data', data).status).toBe(0);
    expect((await stopped(second.child, 'SIGTERM')).code).toBe(0);
  }, 60_000);

  it("B10.1: reports where a supplier's own schemas judge otherwise, and changes no reply", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'own'));
    const schema = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Other" type="xs:string"/></xs:schema>';
    writeFileSync(join(folder, 'own', 'GetFunctions-request.xsd'), schema);
    const { child, ready } = await demo(folder, '--data', ':memory:', '--schemas', 'own');
    let told = '';
    const reported = new Promise<void>((resolve) => {
      child.stderr.on('data', (piece: Buffer) => {
        told += piece.toString();
        if (told.endsWith('\n')) resolve();
      });
    });
    expect(run(folder, 'send', 'GetFunctions', '--http-port', String(ready.httpPort)).status).toBe(0);
    await reported;
    expect(told).toMatch(/^Message \d+, request of GetFunctions: valid here, invalid by your schema: .*\n$/);
    expect((await stopped(child, 'SIGTERM')).code).toBe(0);
  }, 60_000);

  it('takes over the data of one that was killed', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    const first = await demo(folder, '--data', data);
    await stopped(first.child, 'SIGKILL');
    expect(listing(data)).toContain('lock');
    const nothing = run(folder, 'staff', 'list', '--data', data);
    expect(nothing).toMatchObject({ status: 1, stdout: '' });
    const second = await demo(folder, '--data', data);
    expect((await stopped(second.child, 'SIGTERM')).code).toBe(0);
  }, 60_000);
});

describe('what goes wrong', () => {
  /** Runs it where it must fail, and checks that it says so in one line and changes nothing. */
  function refused(folder: string, status: 1 | 2, ...argv: string[]): string {
    const before = listing(folder);
    const failed = run(folder, 'demo', '--patients', '20', ...argv);
    expect(failed.status).toBe(status);
    expect(failed.stdout).toBe('');
    expect(failed.stderr).toMatch(/^s1kit: [^\n]+\n$/);
    expect(listing(folder)).toEqual(before);
    return failed.stderr;
  }

  it('a port in use', async () => {
    const folder = temporaryFolder();
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    expect(refused(folder, 1, '--port', port, '--http-port', '0')).toContain(port);
    expect(refused(folder, 1, '--port', '0', '--http-port', port)).toContain(port);
    expect(refused(folder, 2, '--port', '50123', '--http-port', '50123')).toContain('must differ');
    taken.close();
  });

  it('a folder that cannot be written', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(refused(folder, 1, '--port', '0', '--http-port', '0', '--data', join(folder, 'file', 'below'))).toContain(join(folder, 'file', 'below'));
    if (process.getuid?.() === 0) return;
    mkdirSync(join(folder, 'locked'));
    chmodSync(join(folder, 'locked'), 0o500);
    expect(refused(folder, 1, '--port', '0', '--http-port', '0', '--data', join(folder, 'locked'))).toContain('EACCES');
  });

  it('an allowed folder that is not there', () => {
    const folder = temporaryFolder();
    expect(refused(folder, 1, '--port', '0', '--http-port', '0', '--files', 'missing')).toContain('missing');
  });

  it('wrong options', () => {
    const folder = temporaryFolder();
    expect(refused(folder, 2, '--port', 'x')).toContain('--port');
    expect(refused(folder, 2, '--prot', '1')).toContain('--prot');
    writeFileSync(join(folder, 'c.json'), '{"prot": 1}');
    expect(refused(folder, 2, '--config', 'c.json')).toContain('"prot"');
  });

  it('a second start on the same data, and other options than the data was made with', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    const { child } = await demo(folder, '--data', data);
    expect(refused(folder, 1, '--port', '0', '--http-port', '0', '--data', data)).toContain(`in use by process ${child.pid}`);
    await stopped(child, 'SIGTERM');
    expect(refused(folder, 1, '--port', '0', '--http-port', '0', '--data', data, '--seed', '2')).toMatch(/made with --seed 1, not 2.*start anew/);
  }, 60_000);

  it('data for Live, of a newer version, damaged, or without its keys', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    await stopped((await demo(folder, '--data', data)).child, 'SIGTERM');
    const database = join(data, 's1kit.db');
    const whole = readFileSync(database);
    const { default: Sqlite } = await import('better-sqlite3');
    const changed = (sql: string): void => {
      writeFileSync(database, whole);
      const opened = new Sqlite(database);
      opened.exec(sql);
      opened.close();
    };
    const start = ['--port', '0', '--http-port', '0', '--data', data];
    changed("UPDATE installation SET kind = 'live'");
    expect(refused(folder, 1, ...start)).toContain('Live');
    changed('PRAGMA user_version = 9999');
    expect(refused(folder, 1, ...start)).toContain('newer version');
    writeFileSync(database, whole.subarray(0, 5_000));
    refused(folder, 1, ...start);
    writeFileSync(database, 'no database at all, but some text that is long enough to be one '.repeat(100));
    refused(folder, 1, ...start);
    writeFileSync(database, whole);
    writeFileSync(join(data, 'keys.json'), '{}');
    expect(refused(folder, 1, ...start)).toContain('keys.json');
  }, 60_000);
});

describe('the program', () => {
  it('ends quietly when nobody reads its output any more', () => {
    const folder = temporaryFolder();
    const ran = spawnSync('sh', ['-c', `"${process.execPath}" "${program}" completion bash | head -c 10`], { env: environmentOf(folder), encoding: 'utf8' });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
  });
});
