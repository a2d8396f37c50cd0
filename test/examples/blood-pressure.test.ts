import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutboxEvent, SystmOne } from '@s1kit/sdk';
import type { TestPatient } from 's1kit/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openUploader } from '../../examples/blood-pressure/uploader.mjs';
import { freePort } from '../support/demo.js';
import { root } from '../support/project.js';
import { type Surroundings, surroundings } from '../support/sdk-client.js';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const readingOf = ({ nhsNumber, surname, dateOfBirth }: TestPatient, systolic: number) => ({
  nhsNumber,
  surname,
  dateOfBirth,
  takenAt: '2026-03-02T07:40:00',
  systolic,
  diastolic: 79,
});

async function uploaderIn(folder: string, { clock, connect }: Surroundings) {
  const events: OutboxEvent[] = [];
  let client: SystmOne | undefined;
  const connectOnce = async (): Promise<SystmOne> => {
    client ??= await connect();
    return client;
  };
  const uploader = await openUploader({ folder, clock, connect: connectOnce, onEvent: (event) => events.push(event) });
  onTestFinished(() => uploader.close().catch(() => undefined));
  return { uploader, events };
}

/** The systolic values that were taken that morning, as they stand in the record. */
async function systolicOf({ connect }: Surroundings, { nhsNumber }: TestPatient): Promise<readonly (string | undefined)[]> {
  const client = await connect();
  const { Clinical } = await client.getPatientRecord({ Identity: { NHSNumber: nhsNumber }, Filter: { ClinicalCodes: true } }, { fresh: true });
  const events = (Clinical?.Event ?? []).filter(({ DateTime }) => DateTime === '2026-03-02T07:40:00');
  return events.flatMap(({ ClinicalCode = [] }) => ClinicalCode.filter(({ Code }) => Code.Code === '2469.').map(({ Value }) => Value));
}

describe('the uploader of blood pressures', () => {
  it('keeps what it was given while SystmOne is not running, over kill -9, and delivers it once', async () => {
    const folder = temporaryFolder();
    const around = await surroundings();
    const { adult, namesakes } = around.s1.patients;
    const env = { ...process.env, SYSTMONE_API_KEY: around.s1.apiKey, SYSTMONE_PORT: String(await freePort()) };
    const program = spawn(process.execPath, ['examples/blood-pressure/main.mjs', folder], { cwd: root, env, stdio: ['pipe', 'pipe', 'pipe'] });
    const ended = new Promise((resolve) => program.once('exit', (_, signal) => resolve(signal)));
    let written = '';
    const keptAll = new Promise<void>((resolve) => {
      for (const stream of [program.stdout, program.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          written += text;
          if (written.includes('line 4:') && written.includes('ClientNotRunning')) resolve();
        });
      }
    });
    const lines = [readingOf(adult, 128), readingOf(adult, 131), readingOf(namesakes[0], 117)].map((reading) => JSON.stringify(reading));
    program.stdin.write(`${[...lines, JSON.stringify({ ...readingOf(adult, 128), diastolic: 400 })].join('\n')}\n`);
    await keptAll;
    program.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(written).toMatch(/line 1: kept \S+\n[\s\S]*line 3: kept \S+\n[\s\S]*line 4: not kept \(not a reading\)\n/);
    for (const secret of [adult.nhsNumber, adult.surname, adult.dateOfBirth, '128', around.s1.apiKey]) {
      expect(written).not.toContain(secret);
      expect(readFileSync(join(folder, 'readings.outbox'), 'latin1')).not.toContain(secret);
    }
    const { uploader } = await uploaderIn(folder, around);
    await around.moving(() => uploader.waiting() === 0);
    expect(await uploader.handBack()).toEqual([]);
    expect(await systolicOf(around, adult)).toEqual(['128', '131']);
    expect(await systolicOf(around, namesakes[0])).toEqual(['117']);
    await uploader.close();
    // The next start finds nothing left to do.
    const again = await uploaderIn(folder, around);
    await again.uploader.settled();
    expect(await systolicOf(around, adult)).toEqual(['128', '131']);
  }, 60_000);

  it('hands back what was meant for somebody else, into a file, and writes it into no record', async () => {
    const folder = temporaryFolder();
    const around = await surroundings();
    const { adult, child } = around.s1.patients;
    const { uploader } = await uploaderIn(folder, around);
    await uploader.keep({ ...readingOf(adult, 128), nhsNumber: child.nhsNumber });
    await expect(uploader.keep({ ...readingOf(adult, 128), nhsNumber: '9990000001' })).rejects.toMatchObject({ code: 'RequestInvalid' });
    await around.moving(() => uploader.waiting() === 0);
    expect(await uploader.handBack()).toEqual(['WrongPatient']);
    expect(await uploader.handBack()).toEqual([]);
    const file = join(folder, 'undelivered.jsonl');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ code: 'WrongPatient', request: { Identity: { NHSNumber: child.nhsNumber } } });
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
    expect(await systolicOf(around, child)).toEqual([]);
    expect(await systolicOf(around, adult)).toEqual([]);
  });

  it('waits while the record has unsaved changes, and delivers when the user has saved', async () => {
    const around = await surroundings();
    const { adult } = around.s1.patients;
    const client = await around.connect();
    await client.updatePatientRecord({ Identity: { NHSNumber: adult.nhsNumber }, Demographics: { Title: 'Prof' } }, { save: 'leaveOpen' });
    const { uploader, events } = await uploaderIn(temporaryFolder(), around);
    await uploader.keep(readingOf(adult, 128));
    await around.moving(() => events.some(({ code }) => code === 'RecordOpen'));
    expect(uploader.waiting()).toBe(1);
    await around.s1.unsaved.save();
    await around.moving(() => uploader.waiting() === 0);
    expect(await systolicOf(around, adult)).toEqual(['128']);
  });
});
