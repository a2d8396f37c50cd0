// Documents and dialogs from end to end: over a real socket, on a real disk, with the commands.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { movableClock, systemClock } from '@s1kit/link';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Environment, startEnvironment } from '../../src/environment.js';
import { main } from '../../src/main.js';
import { hostOf, testTerminal } from '../support.js';

let folder = '';
let files = '';
let environment: Environment;
let patient = '';

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 's1kit-documents-')));
  files = join(folder, 'files');
  mkdirSync(join(files, 'out'), { recursive: true });
  environment = await startEnvironment({
    patients: 20,
    largeRecord: false,
    throttle: 'off',
    clock: movableClock({ base: systemClock() }),
    host: hostOf(folder),
    data: join(folder, 'data'),
    files: [files],
  });
  const template = await run('template', 'LaunchFunctionality');
  patient = /<NHSNumber>(\d+)</.exec(template.out)?.[1] ?? '';
}, 60_000);

afterAll(async () => {
  await environment?.close(0);
  rmSync(folder, { recursive: true, force: true });
});

async function run(...argv: string[]) {
  const terminal = testTerminal(hostOf(folder));
  const code = await main([...argv, '--http-port', String(environment.httpPort)], terminal);
  return { code, out: terminal.written(), err: terminal.told() };
}

const send = (name: string, ...parameters: string[]) => run('send', name, `Identity.NHSNumber=${patient}`, ...parameters);
const uidIn = (out: string) => /<DocumentUID>([0-9a-f]{16})</.exec(out)?.[1] ?? '';

describe('documents', () => {
  it('B7.14, B7.17: a file goes into the record and comes out the same, and never over another', async () => {
    const bytes = Buffer.alloc(3_000_000, 'scan ');
    writeFileSync(join(files, 'scan.pdf'), bytes);
    const made = await send('UpdatePatientRecord', `Clinical.Event.Attachment.DocumentPath=${join(files, 'scan.pdf')}`);
    expect(made.err).toBe('');
    rmSync(join(files, 'scan.pdf'));
    const uid = uidIn(made.out);
    const out = join(files, 'out');
    const got = await send('GetDocument', `DocumentUID=${uid}`, `WriteTo=${out}`);
    expect(got.out).toContain(`<Path>${join(out, 'scan.pdf')}</Path>`);
    expect(readFileSync(join(out, 'scan.pdf')).equals(bytes)).toBe(true);
    const again = await send('GetDocument', `DocumentUID=${uid}`, `WriteTo=${out}`);
    expect(again.code).toBe(1);
    expect(again.out).toContain('PathRefused');
    expect(readdirSync(out)).toEqual(['scan.pdf']);
  });

  it('B7.14: a file outside, by link, or that is none is refused over the wire', async () => {
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    symlinkSync(join(folder, 'secret.txt'), join(files, 'link.txt'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(files, 'pipe')]);
    for (const path of [join(folder, 'secret.txt'), join(files, 'link.txt'), join(files, '..', 'secret.txt'), join(files, 'pipe'), files]) {
      const made = await send('UpdatePatientRecord', `Clinical.Event.Attachment.DocumentPath=${path}`);
      expect([made.code, /Code="(\w+)"/.exec(made.out)?.[1]]).toEqual([1, 'PathRefused']);
    }
  });

  it('B7.17: a document of several pages is a file for each', async () => {
    const { out } = await run('send', 'GetPatientRecord', `Identity.NHSNumber=${patient}`);
    const others = [...(await run('send', 'GetDiary')).out.matchAll(/<NHSNumber>(\d+)</g)].map(([, number = '']) => number);
    let found = /<FileName>([\w-]+)\.png<\/FileName>\s*<FileSize>[^<]*<\/FileSize>\s*<DocumentUID>([0-9a-f]{16})</.exec(out);
    let owner = patient;
    for (const number of others) {
      if (found !== null) break;
      owner = number;
      const record = await run('send', 'GetPatientRecord', `Identity.NHSNumber=${number}`, 'Filter.Attachment');
      found = /<FileName>([\w-]+)\.png<\/FileName>\s*<FileSize>[^<]*<\/FileSize>\s*<DocumentUID>([0-9a-f]{16})</.exec(record.out);
    }
    expect(found).not.toBeNull();
    const pages = join(files, 'pages');
    mkdirSync(pages);
    await run('send', 'GetDocument', `Identity.NHSNumber=${owner}`, `DocumentUID=${found?.[2]}`, `WriteTo=${pages}`);
    expect(readdirSync(pages)).toEqual([1, 2, 3].map((page) => `${found?.[1]}-${page}.png`));
    for (const name of readdirSync(pages)) expect(readFileSync(join(pages, name)).subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('s1kit session dialogs', () => {
  it('B7.21: shows what applications opened, and answers it', async () => {
    expect((await run('session', 'dialogs', 'list')).err + (await run('session', 'dialogs', 'list')).out).toContain('No dialog is open.');
    expect((await send('LaunchFunctionality', 'Task.Content=Call back')).code).toBe(0);
    const listed = await run('session', 'dialogs', 'list');
    expect(listed.out).toContain('task');
    expect(listed.out).toContain(patient);
    const refused = await run('session', 'dialogs', 'answer', 'accept');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('TaskType')]);
    const accepted = await run('session', 'dialogs', 'answer', 'accept', 'TaskType=Call Patient', 'Content=Call tomorrow');
    expect(accepted.out).toMatch(/Accepted: TaskUID [0-9a-f]{16}\./);
    expect((await run('send', 'GetPatientRecord', `Identity.NHSNumber=${patient}`, 'Filter.Tasks')).out).toContain('<Content>Call tomorrow</Content>');

    await send('LaunchFunctionality', 'ClinicalCode.Code.Scheme=CTV3', 'ClinicalCode.Code.Code=XE0Uc');
    await send('LaunchFunctionality', 'Letter.Direction=Outgoing');
    expect((await run('session', 'dialogs', 'answer', 'dismiss')).code).toBe(2);
    const coded = JSON.parse((await run('session', 'dialogs', 'list', '--json')).out)[0];
    expect(coded).toMatchObject({ dialog: 'coding', content: { Code: { Scheme: 'CTV3', Code: 'XE0Uc' } } });
    const dismissed = await run('session', 'dialogs', 'answer', 'dismiss', '--dialog', String(coded.id));
    expect(dismissed.out).toContain('Dismissed.');
    expect((await run('session', 'dialogs', 'answer', 'accept')).out).toContain('EventUID');
  });
});
