// The examples as they are started: programs of their own, on the built SDK.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../support/project.js';
import { type Surroundings, surroundings } from '../support/sdk-client.js';

interface Program {
  /** Both of its outputs. */
  written(): string;
  type(text: string): void;
  /** Nothing more will be typed, as behind what is piped in. */
  typedAll(): void;
  /** Resolves when it has written something like that. */
  wrote(pattern: RegExp): Promise<void>;
  /** Asks it to stop. */
  stop(): void;
  readonly ended: Promise<number | null>;
}

function started({ s1 }: Surroundings, path: string, ...parameters: readonly string[]): Program {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-test-'));
  const env = { ...process.env, SYSTMONE_API_KEY: s1.apiKey, SYSTMONE_PORT: String(s1.port), SYSTMONE_DEVICE: join(folder, 'device.json') };
  const program = spawn(process.execPath, [join('examples', path, 'main.mjs'), ...parameters], { cwd: root, env });
  const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
  onTestFinished(async () => {
    program.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  let written = '';
  const watchers = new Set<() => void>();
  for (const stream of [program.stdout, program.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text;
      for (const watcher of watchers) watcher();
    });
  }
  const wrote = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (pattern.test(written)) resolve();
      };
      watchers.add(look);
      void ended.then(() => (pattern.test(written) ? resolve() : reject(new Error(`It ended, and wrote:\n${written}`))));
      look();
    });
  return {
    written: () => written,
    type: (text) => void program.stdin.write(text),
    typedAll: () => void program.stdin.end(),
    wrote,
    stop: () => void program.kill('SIGTERM'),
    ended,
  };
}

describe('the examples', { timeout: 60_000 }, () => {
  it('side-panel asks to be approved, draws the open patient, and ends when it is asked to', async () => {
    const around = await surroundings({ approve: 'ask' });
    const { s1 } = around;
    const program = started(around, 'side-panel');
    await program.wrote(/Please approve Side panel in SystmOne\./);
    await (await s1.prompts.next()).approve();
    await program.wrote(/No record is open\./);
    await s1.openRecord(s1.patients.adult.nhsNumber);
    await program.wrote(new RegExp(`${s1.patients.adult.surname.toUpperCase()}, .*\\nborn ${s1.patients.adult.dateOfBirth}`));
    program.stop();
    expect(await program.ended).toBe(0);
  });

  it('arrivals-kiosk answers, and asks again for what is no date', async () => {
    const around = await surroundings();
    const program = started(around, 'arrivals-kiosk');
    await program.wrote(/first letter of your surname/);
    program.type('31/02/1980\n');
    await program.wrote(/Please type your date of birth as 21\/09\/2012\./);
    program.type('21/9/1901\nQ\n');
    await program.wrote(/Please see reception\.\n$/);
    program.stop();
  });

  it('document-export brings the documents, and names neither the patient nor the files', async () => {
    const around = await surroundings();
    const { s1, connect } = around;
    const client = await connect();
    const { nhsNumber, surname } = s1.patients.emptyRecord;
    const DocumentPath = join(s1.files, `${surname}.txt`);
    writeFileSync(DocumentPath, 'One.');
    await client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Clinical: { Event: { Attachment: [{ DocumentPath }] } } }, { save: 'now' });
    const folder = join(s1.files, 'export');
    const program = started(around, 'document-export', folder);
    await program.wrote(/NHS number: /);
    program.type(`${nhsNumber}\n`);
    await program.wrote(/1 of 1\n/);
    expect(await program.ended).toBe(0);
    expect(readdirSync(folder)).toHaveLength(1);
    expect(program.written()).not.toMatch(new RegExp(`${nhsNumber}|${surname}`));
  });

  it('arrivals-kiosk and document-export take what is piped in; what came while they connected was lost', async () => {
    const around = await surroundings();
    const kiosk = started(around, 'arrivals-kiosk');
    kiosk.type('21/9/1901\nQ\n');
    kiosk.typedAll();
    expect(await kiosk.ended).toBe(0);
    expect(kiosk.written()).toMatch(/Please see reception\.\n$/);
    const exporter = started(around, 'document-export', join(around.s1.files, 'export'));
    exporter.type(`${around.s1.patients.emptyRecord.nhsNumber}\n`);
    exporter.typedAll();
    expect(await exporter.ended).toBe(0);
    expect(exporter.written()).toMatch(/0 of 0\n$/);
  });

  it('say what is wrong with a key, and end', async () => {
    const around = await surroundings();
    const wrong = { ...around, s1: { ...around.s1, apiKey: '0'.repeat(16) } };
    for (const path of ['side-panel', 'arrivals-kiosk', 'document-export']) {
      const program = started(wrong, path, around.s1.files);
      expect(await program.ended).toBe(1);
      expect(program.written()).toContain('The API key was refused.');
    }
  });
});
