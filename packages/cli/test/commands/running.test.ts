// The commands that talk to a running environment, against a whole one in this process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { movableClock, systemClock } from '@s1kit/link';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Environment, startEnvironment } from '../../src/environment.js';
import { main } from '../../src/main.js';
import { exchange, request } from '../clients/client.js';
import { hostOf, type TestTerminal, testTerminal } from '../support.js';

let folder = '';
let environment: Environment;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 's1kit-test-'));
  environment = await startEnvironment({
    patients: 20,
    largeRecord: false,
    clock: movableClock({ base: systemClock() }),
    host: hostOf(folder),
    data: join(folder, 'data'),
    files: [folder],
  });
}, 60_000);

afterAll(async () => {
  await environment?.close(0);
  rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(argv: readonly string[], input?: string): Promise<Ran> {
  const terminal: TestTerminal = testTerminal(hostOf(folder));
  if (input !== undefined) terminal.type(input);
  const code = await main([...argv, '--http-port', String(environment.httpPort)], terminal);
  return { code, out: terminal.written(), err: terminal.told() };
}

/** What a command prints with --json. */
async function json(...argv: string[]) {
  const { code, out, err } = await run([...argv, '--json']);
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out);
}

/** Throttle windows pass. */
const advance = (): Promise<Ran> => run(['clock', 'advance', '31s']);

describe('finding it', () => {
  it('is by HTTP port and by data folder', async () => {
    const terminal = testTerminal(hostOf(folder));
    expect(await main(['session', 'status', '--data', join(folder, 'data')], terminal)).toBe(0);
    expect(terminal.written()).toContain(environment.user);
    expect((await run(['session', 'status'])).out).toBe(terminal.written());
  });

  it('fails for another folder and another port', async () => {
    const terminal = testTerminal(hostOf(folder));
    expect(await main(['staff', 'list', '--data', folder], terminal)).toBe(1);
    expect(terminal.told()).toContain(folder);
  });

  it('goes by the flag where a variable names another environment; the folder of a variable had been taken before the port of a flag', async () => {
    const elsewhere = testTerminal(hostOf(folder, { S1KIT_DATA: join(folder, 'elsewhere') }));
    expect(await main(['session', 'status', '--http-port', String(environment.httpPort)], elsewhere)).toBe(0);
    expect(elsewhere.written()).toContain(environment.user);
    const here = { S1KIT_DATA: join(folder, 'data'), S1KIT_HTTP_PORT: String(environment.httpPort) };
    const byPort = testTerminal(hostOf(folder, here));
    expect(await main(['session', 'status', '--http-port', '1'], byPort)).toBe(1);
    expect(byPort.told()).toContain('with HTTP port 1.');
    const byFolder = testTerminal(hostOf(folder, here));
    expect(await main(['session', 'status', '--data', join(folder, 'elsewhere')], byFolder)).toBe(1);
    expect(byFolder.told()).toContain(`on the data folder ${join(folder, 'elsewhere')}.`);
  });

  it('by a port where none runs gives nothing of another that is known; audit verify had judged the data of that one', async () => {
    const terminal = testTerminal(hostOf(folder, { S1KIT_DATA: join(folder, 'data') }));
    expect(await main(['audit', 'verify', '--http-port', '1'], terminal)).toBe(1);
    expect(terminal.told()).toContain('No environment is running with HTTP port 1.');
    expect(terminal.written()).toBe('');
  });
});

describe('s1kit send', () => {
  it('approves and remembers a device of its own, and prints the reply laid out', async () => {
    const first = await run(['send', 'GetFunctions']);
    expect(first.err).toBe('');
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^<ClientIntegrationResponse>\n {2}<DeviceID>[0-9a-f]{16}<\/DeviceID>\n/);
    expect(first.out).toContain('      <Name>PatientSearch</Name>\n');
    const devices = join(folder, 'data', 'cli-devices');
    const kept = readdirSync(devices).filter((name) => !name.endsWith('.lock'));
    expect(kept).toHaveLength(2);
    for (const name of kept) expect(readFileSync(join(devices, name), 'utf8')).not.toContain(environment.apiKey);
    expect(kept.map((name) => statSync(join(devices, name)).mode & 0o077)).toEqual([0, 0]);
    await advance();
    const second = await run(['send', 'GetFunctions']);
    expect(/<DeviceID>.*</.exec(second.out)?.[0]).toBe(/<DeviceID>.*</.exec(first.out)?.[0]);
    expect((await json('devices', 'list')).filter(({ state }: { state: string }) => state === 'approved')).toHaveLength(1);
  });

  it('gets itself a new device where the remembered one is revoked', async () => {
    const [device] = await json('devices', 'list');
    await run(['devices', 'revoke', device.id]);
    await advance();
    expect((await run(['send', 'GetCurrentActivity'])).code).toBe(0);
  });

  it('sends parameters, and refuses names that the function does not have', async () => {
    await advance();
    const found = await json('send', 'PatientSearch', 'Surname=a', 'Gender=F');
    expect(found).toMatchObject({ ok: true, error: null });
    expect(found.reply).toContain('<Function>PatientSearch</Function>');
    expect(await run(['send', 'PatientSearch', 'Name=a'])).toMatchObject({ code: 2, out: '' });
  });

  it('prints an error reply on standard output, with exit code 1', async () => {
    await advance();
    const refused = await run(['send', 'PatientSearch', 'Surname=a']);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('<Error Code="ConstraintsMissing">');
    await advance();
    const told = await run(['send', 'PatientSearch', 'Surname=a', '--json']);
    expect(JSON.parse(told.out)).toMatchObject({ ok: false, error: { code: 'ConstraintsMissing', permanent: true } });
  });

  it('says why no reply came, with exit code 1', async () => {
    await advance();
    await run(['send', 'GetOrganisationMetaData']);
    const silent = await run(['send', 'GetOrganisationMetaData', '--at-once', '--timeout', '300ms']);
    expect(silent).toMatchObject({ code: 1, out: '' });
    expect(silent.err).toMatch(/^s1kit: No reply came\. .*\n$/);
    expect(silent.err.toLowerCase()).toContain('throttl');
  });

  it('waits for its turn, and counts down on a terminal until then', async () => {
    await advance();
    const { nhsNumber } = (await json('data', 'patients')).find((patient: { nhsNumber: string | null }) => patient.nhsNumber !== null);
    const words = ['send', 'GetPatientRecord', `Identity.NHSNumber=${nhsNumber}`];
    expect((await run(words)).code).toBe(0);
    const clock = movableClock({ start: Date.now() });
    const terminal = testTerminal(hostOf(folder), undefined, clock);
    Object.assign(terminal.stderr, { isTTY: true, columns: 80 });
    const sending = main([...words, '--http-port', String(environment.httpPort)], terminal);
    while (!terminal.told().includes('Waits for its turn: ')) {
      clock.advance(50);
      await turn();
    }
    const [, first = ''] = /turn: (\d+) s$/.exec(terminal.told()) ?? [];
    expect(Number(first)).toBeGreaterThan(20);
    clock.advance(10_000);
    expect(terminal.told()).toContain(`\r\u001b[KWaits for its turn: ${Number(first) - 10} s`);
    expect(terminal.written()).toBe('');
    await advance();
    clock.advance(21_000);
    expect(await sending).toBe(0);
    expect(terminal.written()).toContain('<Demographics>');
    expect(terminal.told().endsWith('\r\u001b[K')).toBe(true);
  });

  /** A terminal of a person, whose time is moved, and the lines that were written over each other on it. */
  function watched() {
    const clock = movableClock({ start: Date.now() });
    const terminal = testTerminal(hostOf(folder), undefined, clock);
    Object.assign(terminal.stderr, { isTTY: true, columns: 80 });
    const frames = (): readonly string[] => terminal.told().split('\r\u001b[K').slice(1);
    const until = async (line: RegExp): Promise<void> => {
      while (!frames().some((frame) => line.test(frame))) {
        clock.advance(10);
        await turn();
      }
    };
    return { clock, terminal, frames, until };
  }

  it('counts down on a terminal how long it still waits for the reply, and takes the line away where none comes', async () => {
    await advance();
    await run(['send', 'GetOrganisationMetaData']);
    const { clock, terminal, frames, until } = watched();
    const words = ['send', 'GetOrganisationMetaData', '--at-once', '--timeout', '9s', '--http-port', String(environment.httpPort)];
    const sending = main(words, terminal);
    await until(/^Waits for the reply: 9 s$/);
    for (let second = 0; second < 3; second += 1) clock.advance(1_000);
    expect(frames()).toEqual(['Waits for the reply: 9 s', 'Waits for the reply: 8 s', 'Waits for the reply: 7 s', 'Waits for the reply: 6 s']);
    clock.advance(6_000);
    expect(await sending).toBe(1);
    const rest = frames().slice(4);
    expect(rest.some((frame) => /^Waits for the reply: [01] s$/.test(frame))).toBe(true);
    expect(rest.at(-1)).toMatch(/^s1kit: No reply came\./);
  });

  it('counts down on a terminal how long the prompt still stands where it has to be approved, and says nothing of it afterwards', async () => {
    await advance();
    const { apiKey } = await json('apps', 'add', 'Counted');
    const { clock, terminal, frames, until } = watched();
    const sending = main(['send', 'GetFunctions', '--key', apiKey, '--http-port', String(environment.httpPort)], terminal);
    await until(/^Waits to be approved at the workstation: 1[23]\d s$/);
    const first = Number(/(\d+) s$/.exec(frames().at(-1) ?? '')?.[1]);
    clock.advance(1_000);
    clock.advance(1_000);
    expect(frames().slice(-2)).toEqual([first - 1, first - 2].map((seconds) => `Waits to be approved at the workstation: ${seconds} s`));
    expect(terminal.written()).toBe('');
    expect((await run(['session', 'prompts', 'answer', 'approve'])).code).toBe(0);
    expect(await sending).toBe(0);
    expect(terminal.written()).toContain('<Name>PatientSearch</Name>');
    expect(frames().at(-1)).toBe('');
  });

  it('says off a terminal that it waits for long, and with --json nothing', async () => {
    await advance();
    const { nhsNumber } = (await json('data', 'patients')).find((patient: { nhsNumber: string | null }) => patient.nhsNumber !== null);
    const words = ['send', 'GetPatientRecord', `Identity.NHSNumber=${nhsNumber}`, '--http-port', String(environment.httpPort)];
    expect(await main(words, testTerminal(hostOf(folder)))).toBe(0);
    for (const [options, told] of [
      [[], /^Waits \d\d s for its turn; --at-once does not\.\n$/],
      [['--json'], /^$/],
    ] as const) {
      const clock = movableClock({ start: Date.now() });
      let waits = false;
      const timer = (milliseconds: number, callback: () => void): (() => void) => {
        waits ||= milliseconds > 20_000;
        return clock.timer(milliseconds, callback);
      };
      const terminal = testTerminal(hostOf(folder), undefined, { ...clock, timer });
      const sending = main([...words, ...options], terminal);
      while (!waits) await turn();
      await advance();
      clock.advance(31_000);
      expect(await sending).toBe(0);
      expect(terminal.told()).toMatch(told);
    }
  });

  it('sends a document from a file or standard input as it is', async () => {
    await advance();
    const document = request({ apiKey: '0123456789abcdef', function: 'GetFunctions', requestUid: 'from-file' });
    writeFileSync(join(folder, 'request.xml'), document);
    for (const ran of [await run(['send', 'request.xml']), await run(['send'], document), await run(['send', '-'], document)]) {
      expect(ran.out).toContain('<RequestUID>from-file</RequestUID>');
      expect(ran.out).toContain('KeyRefused');
      expect(ran.code).toBe(1);
    }
    expect(await run(['send', 'missing.xml'])).toMatchObject({ code: 1, out: '' });
    expect(await run(['send'], '')).toMatchObject({ code: 2, out: '' });
  });

  it('takes templates as they are printed', async () => {
    await advance();
    const template = await run(['template', 'GetPatientRecord']);
    expect(template.out).toContain(environment.apiKey);
    const sent = await run(['send', '-'], template.out);
    expect(sent.err).toBe('');
    expect(sent.out).toContain('<Demographics>');
    expect(sent.code).toBe(0);
  });
});

describe('the Message Audit', () => {
  it('is listed, shown, explained and verified', async () => {
    const entries = await json('audit', 'list', '--function', 'PatientSearch');
    expect(entries.length).toBeGreaterThan(1);
    const failed = entries.find(({ errorCode }: { errorCode: string | null }) => errorCode === 'ConstraintsMissing');
    expect((await run(['audit', 'show', String(failed.sequence)])).out).toContain('Request:\n<ClientIntegrationRequest>\n');
    expect((await run(['explain', String(failed.sequence)])).out).toMatch(/^Message \d+: /);
    expect((await run(['audit', 'list'])).out).toMatch(/^ *NO +AT/);
    const verdict = await run(['audit', 'verify', '--json']);
    expect(verdict.out).toMatch(/^\{"ok":true,"messages":\d+,"firstBroken":null\}\n$/);
    expect(verdict.code).toBe(0);
  });

  it('is exported into a new file, and never over another', async () => {
    const target = join(folder, 'audit.jsonl');
    const { entries } = await json('audit', 'export', target);
    const lines = readFileSync(target, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(entries);
    expect(lines.map((line) => JSON.parse(line).entry.sequence)).toEqual(lines.map((_, index) => index + 1));
    expect(await run(['audit', 'export', target])).toMatchObject({ code: 1, out: '' });
  });

  it('shows what a malformed document holds without having the terminal act on it (was printed as it came)', async () => {
    const nasty = '\u001b]0;taken over\u0007\u001b[2J\u009b1m\u202e';
    await exchange(environment.port, `<ClientIntegrationRequest>${nasty}</ClientIntegrationRequest>`);
    await exchange(environment.port, request({ apiKey: 'x', function: 'GetFunctions', requestUid: 'a&#x9b;2J&#x202e;' }));
    const [newest, before] = (await json('audit', 'list', '--limit', '2')) as readonly { sequence: number }[];
    for (const { sequence } of [newest, before].filter((entry) => entry !== undefined)) {
      for (const command of [
        ['audit', 'list', '--limit', '5'],
        ['audit', 'show', String(sequence)],
        ['audit', 'show', String(sequence), '--json'],
        ['audit', 'export'],
      ]) {
        const { out } = await run(command);
        expect(out.length).toBeGreaterThan(0);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what may not come
        expect(out, command.join(' ')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
      }
    }
    expect((await run(['audit', 'show', String(before?.sequence)])).out).toContain('\\u001b]0;taken over\\u0007');
  });

  it.runIf(process.platform !== 'win32')('is exported as a whole or not at all, also where the disk takes no more (had left half a file)', async () => {
    const target = join(folder, 'large.jsonl');
    const program = fileURLToPath(new URL('../../bin/s1kit.js', import.meta.url));
    const command = ['audit', 'export', target, '--http-port', String(environment.httpPort)];
    // No file may have more than a few KiB: writing on fails as it does on a full disk.
    const child = spawn('sh', ['-c', 'ulimit -f 4; exec "$@"', 'sh', process.execPath, program, ...command], {
      env: { ...process.env, ...hostOf(folder).env, HOME: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    child.stderr.on('data', (piece: Buffer) => (told += piece.toString()));
    const [code] = await once(child, 'close');
    expect([code, told]).toEqual([1, expect.stringContaining(`${target} could not be written: EFBIG. Nothing of it was left.`)]);
    expect(readdirSync(folder).filter((name) => name.startsWith('large'))).toEqual([]);
  });

  it('is followed as it grows', async () => {
    const host = hostOf(folder);
    let stop: () => void = () => undefined;
    const terminal = { ...testTerminal(host), stopRequested: () => new Promise<void>((resolve) => (stop = resolve)) };
    const ended = main(['audit', 'follow', '--json', '--function', 'GetFunctions', '--http-port', String(environment.httpPort)], terminal);
    // Following begins when it has asked where it stands: until then what is sent is no news to it.
    while (!terminal.written().includes('\n')) await exchange(environment.port, request({ apiKey: 'x', function: 'GetFunctions', requestUid: 'followed' }));
    expect(JSON.parse(terminal.written().split('\n')[0] ?? '')).toMatchObject({ requestUid: 'followed', errorCode: 'KeyRefused' });
    stop();
    expect(await ended).toBe(0);
  });
});

describe('the rest', () => {
  it('s1kit xsd writes the schemas', async () => {
    const { files } = await json('xsd', 'schemas');
    expect(files).toContain('types.xsd');
    for (const file of files) expect(existsSync(join(folder, 'schemas', file))).toBe(true);
  });

  it('s1kit apps adds, rotates, revokes; a key is shown once', async () => {
    const added = await run(['apps', 'add', 'Kiosk', '--functions', 'PatientSearch, GetDiary']);
    expect(added.out).toMatch(/API key: [0-9a-f]{16}\n/);
    const rotated = await json('apps', 'rotate', 'Kiosk', '--overlap-hours', '0');
    expect(added.out).not.toContain(rotated.apiKey);
    expect(rotated.application.functions).toEqual(['PatientSearch', 'GetDiary']);
    expect((await run(['apps', 'list'])).out).toContain('PatientSearch, GetDiary');
    expect((await run(['apps', 'revoke', 'Kiosk'])).out).toBe('Kiosk is revoked.\n');
    expect((await run(['apps', 'revoke', 'Nobody'])).code).toBe(1);
  });

  it('s1kit devices blocks and unblocks', async () => {
    await run(['apps', 'add', 'Blocked']);
    await run(['devices', 'block', 'Blocked']);
    const blocked = (await json('devices', 'list')).find(({ applicationName }: { applicationName: string }) => applicationName === 'Blocked');
    expect(blocked.state).toBe('blocked');
    expect((await run(['devices', 'unblock', blocked.id])).code).toBe(0);
  });

  it('s1kit session prompts lists and answers what an application waits for', async () => {
    const { apiKey } = await json('apps', 'add', 'Asks first');
    const waiting = exchange(environment.port, request({ apiKey, function: 'GetFunctions' }));
    let prompts: { promptId: string; applicationName: string }[] = [];
    while (prompts.length === 0) prompts = await json('session', 'prompts');
    expect(prompts[0]?.applicationName).toBe('Asks first');
    expect((await run(['session', 'prompts', 'answer', 'approve'])).out).toBe('Answered: approve.\n');
    expect((await waiting).response).toBeDefined();
    expect((await run(['session', 'prompts', 'answer', 'approve'])).err).toContain('No prompt waits');
  });

  it('s1kit session signs in and out', async () => {
    const [, other] = await json('staff', 'list');
    expect((await run(['session', 'sign-out'])).out).toContain('Nobody is signed in');
    expect((await run(['session', 'sign-in', other.userName, '--password', 'wrong'])).code).toBe(1);
    expect((await run(['session', 'sign-in', other.userName, '--password', other.demoPassword])).out).toContain(other.userName);
    await run(['session', 'sign-in', environment.user]);
    expect((await run(['session', 'close'])).out).toContain('No record is open');
  });

  it('s1kit clock shows, sets and advances', async () => {
    await run(['clock', 'set', '2030-06-01T12:00:00']);
    expect((await run(['clock', 'advance', '1h30m'])).out).toMatch(/^2030-06-01T13:30:0\d UK time \(2030-06-01T12:30:0/);
    expect((await run(['clock', 'set', 'tomorrow'])).code).toBe(1);
  });

  it('s1kit fault sets, lists and clears', async () => {
    await run(['fault', 'set', 'error', '--code', 'Throttled', '--function', 'GetFunctions', '--times', '1']);
    expect(await json('fault', 'list')).toMatchObject([{ kind: 'error', function: 'GetFunctions', times: 1 }]);
    expect((await run(['send', 'GetFunctions'])).out).toContain('Throttled');
    expect((await run(['fault', 'set', 'late', '--delay', '2s'])).out).toMatch(/late by 2000 ms/);
    expect((await run(['fault', 'clear'])).out).toMatch(/^Faults cleared: [12]\.\n$/);
  });

  it('s1kit data takes a snapshot, makes more, and puts it back', async () => {
    const patients = async (): Promise<number> => (await environment.perform('environment.status', {})).patients;
    const before = await patients();
    expect((await json('data', 'patients', '--limit', '2')).map(({ edgeCase }: { edgeCase: string }) => edgeCase)).toEqual(['no NHS number', 'deceased']);
    expect((await run(['data', 'patients'])).out).toContain('9999999816');
    expect((await run(['data', 'patients', '--limit', '0'])).code).toBe(2);
    await run(['data', 'snapshot', 'before']);
    expect((await json('data', 'snapshots')).map(({ name }: { name: string }) => name)).toEqual(['before']);
    await run(['data', 'generate', '5']);
    expect(await patients()).toBe(before + 5);
    await run(['data', 'restore', 'before']);
    expect(await patients()).toBe(before);
    await run(['data', 'generate', '5']);
    expect((await run(['data', 'reset'])).code).toBe(0);
    expect(await patients()).toBe(before);
    expect((await run(['data', 'restore', 'nothing'])).code).toBe(1);
  });

  it('s1kit data import names the place of an error, and changes nothing', async () => {
    writeFileSync(join(folder, 'import.json'), JSON.stringify({ patients: [{ nonsense: 1 }] }));
    const refused = await run(['data', 'import', 'import.json']);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('/patients/0');
    writeFileSync(join(folder, 'import.json'), '{');
    expect((await run(['data', 'import', 'import.json'])).err).toContain('is not JSON');
  });

  it('what it was: s1kit data import quoted the patients of a file that is not JSON', async () => {
    for (const broken of ['{"patients":[{"surname":"Somebody",}]}', '{"patients":[{"surname":Somebody}]}']) {
      writeFileSync(join(folder, 'broken.json'), broken);
      const { err } = await run(['data', 'import', 'broken.json']);
      expect(err).toContain('broken.json is not JSON');
      expect(err).not.toMatch(/Somebody|surname/);
    }
  });
});
