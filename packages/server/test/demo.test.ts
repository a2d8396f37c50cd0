import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functions } from '@s1kit/contract';
import { movableClock, type ServerDoor } from '@s1kit/link';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemo, defaultSettings, installationOf, openServer, openSqlite, type Server, type Store, sampleApplicationKey } from '../src/index.js';
import { answerOf, documentOf, monday, operator, requestOf, seededRandom } from './support/environment.js';
import { digestOfTables } from './support/table-digest.js';

const organisationId = 'demo';
const pair = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
const keys = { hmacSecret: Buffer.alloc(32, 9), checkpointPrivateKey: pair.privateKey, checkpointPublicKey: pair.publicKey };
const made = { organisationId, keys, now: monday, version: '0.0.0-test', seed: 5, anchorDate: '2026-01-05', patients: 20, largeRecord: false };

describe('a Demo environment', () => {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-demo-'));
  const clock = movableClock({ start: monday });
  let store: Store;
  let server: Server;
  let desk: ServerDoor;

  beforeAll(async () => {
    store = openSqlite({ file: join(folder, 'data.db') });
    const progress: number[] = [];
    await createDemo({ ...made, store, onProgress: (done) => progress.push(done) });
    expect(progress.at(-1)).toBe(20);
    server = await openServer({
      ...made,
      kind: 'demo',
      store,
      clock,
      random: seededRandom(1),
      log: pino({ level: 'silent' }),
      dataFolder: folder,
      exampleFolder: folder,
      settings: { ...defaultSettings, throttle: 'off', approve: 'always' },
    });
    desk = await server.workstation('workstation-1', 'Desk', {
      ask: async () => ({ answer: 'later', by: '' }),
      notify: () => undefined,
      readFile: async () => Promise.reject(new Error('This desktop has no disk.')),
      writeFiles: async () => [],
    });
  });
  afterAll(async () => {
    await server.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (name: string, parameters = '') =>
    answerOf(await desk.exchange(documentOf(requestOf(name, parameters, { apiKey: sampleApplicationKey(made.seed) })), new AbortController().signal));
  const patients = async () => (await desk.perform('environment.status', {}, operator)).patients;

  it('B9.2: says whom there is to test with, page by page', async () => {
    const all = await desk.perform('data.patients', {}, operator);
    expect(all).toHaveLength(20);
    expect(all[1]).toMatchObject({ nhsNumber: '9999999816', surname: 'Latewood', dateOfDeath: '2025-10-22', edgeCase: 'deceased', confidential: false });
    expect(all.filter(({ confidential }) => confidential).map(({ nhsNumber }) => nhsNumber)).toEqual(['9999999875']);
    expect(all.find(({ edgeCase }) => edgeCase === 'empty record')?.events).toBe(0);
    const ordinary = all.filter(({ edgeCase }) => edgeCase === null);
    expect(ordinary).toHaveLength(10);
    expect(ordinary.every(({ nhsNumber }) => nhsNumber?.startsWith('999'))).toBe(true);
    expect(await desk.perform('data.patients', { skip: 5, limit: 3 }, operator)).toEqual(all.slice(5, 8));
  });

  it('B4.1: has a sample application that may call everything, whose key comes from the seed', async () => {
    const answer = await ask('GetFunctions');
    expect(answer?.error).toBeUndefined();
    expect(answer?.response?.children.length).toBe(functions.filter(({ available }) => available).length);
  });

  it('B4.6: signs in the sample clinician', async () => {
    expect((await desk.perform('session.status', {}, operator)).user?.role).toBe('clinician');
  });

  it('B9.1: is created as Demo', async () => {
    expect(await installationOf(store)).toEqual({
      kind: 'demo',
      createdAt: monday,
      createdBy: '0.0.0-test',
      seed: 5,
      anchorDate: '2026-01-05',
      patients: 20,
      largeRecord: false,
    });
  });

  it('B9.2: a snapshot is taken, listed and restored; the audit goes on, sessions fit the data', async () => {
    const { bytes } = await desk.perform('data.snapshot', { name: 'before' }, operator);
    expect(bytes).toBeGreaterThan(100_000);
    await expect(desk.perform('data.snapshot', { name: 'before' }, operator)).rejects.toMatchObject({ status: 409 });
    expect(await patients()).toBe(20);
    expect(await desk.perform('data.generate', { patients: 5 }, operator)).toEqual({ patients: 25 });
    await ask('GetPatientRecord', '<Identity><NHSNumber>9990000018</NHSNumber></Identity><LeaveRecordOpen/>');
    const entries = (await desk.perform('audit.list', { limit: 1 }, operator))[0]?.sequence ?? 0;
    expect(await desk.perform('data.restore', { name: 'before' }, operator)).toEqual({ patients: 20 });
    expect((await desk.perform('session.status', {}, operator)).record).toBeNull();
    expect((await desk.perform('audit.list', { limit: 1 }, operator))[0]?.sequence).toBeGreaterThan(entries);
    expect((await desk.perform('data.snapshots', {}, operator)).map(({ name }) => name)).toEqual(['before']);
    await expect(desk.perform('data.restore', { name: 'nothing' }, operator)).rejects.toMatchObject({ status: 404 });
    expect(await desk.perform('audit.verify', {}, operator)).toMatchObject({ ok: true });
  });

  it('B9.2: a reset makes the same data anew; applications and devices stay', async () => {
    const record = async () => (await ask('PatientSearch', '<Gender>F</Gender><Surname>A</Surname>'))?.xml.replace(/<(DeviceID|ResponseUID)>.*?<\/\1>/g, '');
    const before = await record();
    const { apiKey } = await desk.perform('applications.add', { name: 'Kiosk' }, operator);
    await desk.perform('data.generate', { patients: 3 }, operator);
    expect(await desk.perform('data.reset', {}, operator)).toEqual({ patients: 20 });
    expect(await record()).toBe(before);
    const kiosk = await answerOf(await desk.exchange(documentOf(requestOf('GetFunctions', '', { apiKey })), new AbortController().signal));
    expect(kiosk?.error).toBeUndefined();
    expect((await desk.perform('audit.list', { limit: 5 }, operator)).some(({ detail }) => detail?.startsWith('Data made anew.'))).toBe(true);
  });

  it("one's own data is imported: all of it, or none, and the lists take effect at once", async () => {
    const site = { id: 'OWN', name: 'Our Own Site', telephone: '01632 960000', address: {} };
    const importing = (document: unknown) => desk.perform('data.import', { document }, operator);
    await expect(importing({ sites: 'none' })).rejects.toMatchObject({ status: 400, message: expect.stringContaining('/sites') });
    expect((await ask('GetOrganisationMetaData'))?.xml).not.toContain('Our Own Site');
    expect(await importing({ sites: [site] })).toEqual({ sites: 1, staff: 0, clinics: 0, patients: 0, events: 0 });
    expect((await ask('GetOrganisationMetaData'))?.xml).toContain('Our Own Site');
  });

  it('B9.2: more patients are all there, or none, also where the disk fails in the midst (what was made until then had stayed)', async () => {
    const before = await digestOfTables(store);
    const everything = await patients();
    const breaking = new Database(join(folder, 'data.db'));
    breaking.exec(
      `CREATE TRIGGER refuse BEFORE INSERT ON patient WHEN (SELECT COUNT(*) FROM patient) > ${everything + 30} BEGIN SELECT RAISE(ABORT, 'refused'); END`,
    );
    await expect(desk.perform('data.generate', { patients: 40 }, operator)).rejects.toThrow('refused');
    expect(await digestOfTables(store)).toEqual(before);
    breaking.exec('DROP TRIGGER refuse');
    breaking.close();
    expect(await desk.perform('data.generate', { patients: 40 }, operator)).toEqual({ patients: everything + 40 });
  });

  it('B9.2: the data changes as a whole only once at a time', async () => {
    const [one, two] = await Promise.allSettled([desk.perform('data.generate', { patients: 1 }, operator), desk.perform('data.reset', {}, operator)]);
    expect(one?.status).toBe('fulfilled');
    expect(two).toMatchObject({ status: 'rejected', reason: { status: 409 } });
  });
});
