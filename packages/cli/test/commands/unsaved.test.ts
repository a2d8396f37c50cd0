// What applications leave unsaved, at the command line: two workstations, and a crash between leaving and saving.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { movableClock, systemClock } from '@s1kit/link';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Environment, startEnvironment } from '../../src/environment.js';
import { main } from '../../src/main.js';
import { hostOf, temporaryFolder, testTerminal } from '../support.js';

async function ran(folder: string, ...argv: readonly string[]) {
  const terminal = testTerminal(hostOf(folder));
  const code = await main(argv, terminal);
  return { code, out: terminal.written(), err: terminal.told() };
}

describe('two workstations', () => {
  let folder = '';
  let environment: Environment;
  let number = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 's1kit-test-'));
    environment = await startEnvironment({
      patients: 20,
      largeRecord: false,
      throttle: 'off',
      clock: movableClock({ base: systemClock() }),
      host: hostOf(folder),
      data: join(folder, 'data'),
      files: [folder],
      workstations: 2,
    });
    const template = await environment.perform('templates.get', { function: 'GetPatientRecord' });
    number = /<NHSNumber>(\d{10})</.exec(template.document)?.[1] ?? '';
  }, 60_000);

  afterAll(async () => {
    await environment?.close(0);
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (...argv: readonly string[]) => ran(folder, ...argv, '--http-port', String(environment.httpPort));
  const at = (workstation: string, ...argv: readonly string[]) => run(...argv, '--workstation', workstation);
  const json = async (workstation: string, ...argv: readonly string[]) => JSON.parse((await at(workstation, ...argv, '--json')).out);
  const update = (workstation: string, ...parameters: readonly string[]) =>
    at(workstation, 'send', 'UpdatePatientRecord', `Identity.NHSNumber=${number}`, ...parameters);

  it('each listens on a port of its own, has a user of its own and a record of its own', async () => {
    const [first, second] = environment.workstations;
    expect(environment.workstations).toHaveLength(2);
    expect(first?.port).toBe(environment.port);
    expect(second?.port).not.toBe(first?.port);
    expect(second?.user).not.toBe(first?.user);
    await at('1', 'session', 'open', number);
    expect((await json('1', 'session', 'status')).record).toMatchObject({ nhsNumber: number, unsaved: 0 });
    const other = await json('2', 'session', 'status');
    expect(other).toMatchObject({ workstation: second?.name, record: null, user: { userName: second?.user } });
    expect(await json(second?.name ?? '', 'session', 'status')).toEqual(other);
    expect(await json(first?.name ?? '', 'session', 'status')).toEqual(await json('1', 'session', 'status'));
    await at('1', 'session', 'close');
    expect((await at('3', 'session', 'status')).code).toBe(2);
    expect((await at('2', 'send', 'GetFunctions')).code).toBe(0);
    expect((await at('2', 'devices', 'list')).out).toContain('approved');
  });

  it('B7.16: what one leaves and the other saves is shown, decided and saved', async () => {
    expect((await update('1', 'Demographics.MobileTelephone=07700 900001', 'LeaveRecordOpen')).code).toBe(0);
    expect((await run('session', 'changes')).out).toContain('Demographics');
    expect((await run('session', 'close')).err).toContain('unsaved');
    expect((await at('2', 'session', 'changes')).out).toBe('');
    expect((await update('2', 'Demographics.MobileTelephone=07700 900002')).code).toBe(0);
    const refused = await run('session', 'save');
    expect([refused.code, refused.out]).toEqual([1, expect.stringContaining('MobileTelephone: changed; mine 07700 900001, theirs 07700 900002')]);
    expect((await run('session', 'resolve', 'mine')).code).toBe(0);
    expect((await run('session', 'save')).out).toBe('Saved: 1. Left unsaved: 0.\n');
    expect((await at('2', 'send', 'GetPatientRecord', `Identity.NHSNumber=${number}`, 'Filter.Demographics')).out).toContain('07700 900001');
  });

  it('B7.16: one change of several is left out, another discarded', async () => {
    await update('1', 'Demographics.HomeTelephone=01632 960001', 'Clinical.Event.Narrative.Line=Left', 'LeaveRecordOpen');
    const [demographics, event] = (await json('1', 'session', 'changes')).changes;
    expect((await run('session', 'save', '--except', event.id)).out).toBe('Saved: 1. Left unsaved: 1.\n');
    expect((await run('session', 'save', demographics.id)).code).toBe(1);
    expect((await run('session', 'discard', event.id)).out).toBe('Discarded: 1. Left unsaved: 0.\n');
    expect((await run('session', 'changes')).err).toContain('Nothing is unsaved');
  });

  it('live events tell the screens of their own workstation', async () => {
    const { workstations, httpPort } = environment;
    const token = JSON.parse(readFileSync(join(folder, 'data', 'run.json'), 'utf8')).token;
    const stop = new AbortController();
    const response = await fetch(`http://127.0.0.1:${httpPort}/api/events?workstation=${workstations[1]?.name}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stop.signal,
    });
    const reader = response.body?.getReader();
    let heard = '';
    await update('2', 'Demographics.WorkTelephone=01632 960009', 'LeaveRecordOpen');
    while (!heard.includes('"record"')) heard += Buffer.from((await reader?.read())?.value ?? []).toString();
    stop.abort();
    expect((await at('2', 'session', 'discard')).code).toBe(0);
  });
});

describe('a crash', () => {
  const program = fileURLToPath(new URL('../../bin/s1kit.js', import.meta.url));

  /** Starts it as a program of its own, so that it can be killed. */
  async function demo(folder: string): Promise<{ readonly child: ChildProcessByStdio<null, Readable, null>; readonly ready: { readonly port: number } }> {
    const options = ['--patients', '20', '--port', '0', '--http-port', '0', '--throttle', 'off', '--json', '--data', join(folder, 'data')];
    const child = spawn(process.execPath, [program, 'demo', ...options], {
      env: { PATH: process.env.PATH, HOME: folder, XDG_RUNTIME_DIR: join(folder, 'runtime'), TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line]: Buffer[] = await once(child.stdout, 'data');
    return { child, ready: JSON.parse(line?.toString() ?? '') };
  }

  it('B7.16: what was left unsaved when the program was killed is offered again, with its slot held', async () => {
    const folder = temporaryFolder();
    const run = (...argv: readonly string[]) => ran(folder, ...argv, '--data', join(folder, 'data'));
    const first = await demo(folder);
    const booking = (await run('template', 'GetPatientRecord')).out;
    const number = /<NHSNumber>(\d{10})</.exec(booking)?.[1] ?? '';
    const slots = (await run('send', 'GetAppointmentSlots')).out;
    const text = (name: string): string => new RegExp(`<${name}>([^<]*)<`).exec(slots)?.[1] ?? '';
    const clinic = ['UserName', 'SiteName', 'ClinicType'].map((name) => `NonClinical.Appointment.Clinic.${name}=${text(name)}`);
    const slot = ['SlotType', 'DateTimeStart', 'Duration'].map((name) => `NonClinical.Appointment.Clinic.Slot.${name}=${text(name)}`);
    const left = await run('send', 'UpdatePatientRecord', `Identity.NHSNumber=${number}`, 'Demographics.Title=Prof', ...clinic, ...slot, 'LeaveRecordOpen');
    expect(left).toMatchObject({ code: 0, err: '' });
    const before = JSON.parse((await run('session', 'changes', '--json')).out);
    expect(before.changes).toHaveLength(2);

    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    await demo(folder);

    expect(JSON.parse((await run('session', 'changes', '--json')).out)).toEqual(before);
    expect((await run('send', 'UpdatePatientRecord', `Identity.NHSNumber=${number}`, 'Demographics.Title=Dr')).out).toContain('RecordOpen');
    expect((await run('session', 'save')).out).toBe('Saved: 2. Left unsaved: 0.\n');
    const record = (await run('send', 'GetPatientRecord', `Identity.NHSNumber=${number}`)).out;
    expect(record).toContain('<Title>Prof</Title>');
    expect(record).toContain(`<AppointmentUID>${before.changes[1].uid}</AppointmentUID>`);
  }, 60_000);
});
