// DataExtract through the whole way of a request: who may, what it names, and that nothing stays where it fails.
import { Refusal } from '@s1kit/contract';
import type { DesktopDoor } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { tables } from '../../src/extracts/tables/index.js';
import { signIn } from '../../src/sessions/index.js';
import type { Store } from '../../src/store/index.js';
import { answerOf, documentOf, openEnvironment, operator, organisationId, requestOf } from '../support/environment.js';
import { digestOfTables } from '../support/table-digest.js';

const fileCount = tables.length + 1;

interface Disk {
  writeFiles: DesktopDoor['writeFiles'];
}

/** A workstation whose disk the test has in its hands. */
async function open(userName = 'iris', change: (store: Store) => Store = (store) => store) {
  const environment = await openEnvironment({ store: change });
  const { clock, store } = environment;
  const desk = await environment.desk();
  const deviceId = await desk.approved();
  const written = new Map<string, string>();
  const disk: Disk = {
    // As a desktop does: each file to its end before the next.
    writeFiles: async (folder, files) => {
      for (const { name, pieces } of files) {
        const bytes: Uint8Array[] = [];
        for await (const piece of pieces) bytes.push(piece);
        written.set(`${folder}/${name}`, Buffer.concat(bytes).toString('latin1'));
      }
      return files.map(({ name }) => `${folder}/${name}`);
    },
  };
  const server = await environment.server.workstation('desk-1', 'Desk', {
    ...desk.door,
    writeFiles: (folder, files) => disk.writeFiles(folder, files),
    removeFiles: async (paths) => {
      for (const path of paths) written.delete(path);
    },
  });
  await store.write(() => signIn({ organisationId, workstationId: 'desk-1' }, userName, 'For a test.', clock.now()));
  const ask = async (parameters: string) => {
    const document = documentOf(requestOf('DataExtract', parameters, { deviceId }));
    return answerOf(await server.exchange(document, new AbortController().signal));
  };
  // The first use of a device is noted with it.
  await server.exchange(documentOf(requestOf('GetFunctions', '', { deviceId })), new AbortController().signal);
  return { ask, disk, entries: environment.entries, notices: desk.notices, server, store, written };
}

describe('DataExtract', () => {
  it('B7.22: names the manifest and every file, and tells how far it is', async () => {
    const { ask, notices, written } = await open();
    const answer = await ask('<WriteTo>/extracts</WriteTo>');
    expect(answer?.error).toBeUndefined();
    expect(answer?.xml).toContain('<Manifest>/extracts/SRManifest.csv</Manifest>');
    for (const { name } of tables) expect(answer?.xml).toContain(`<Path>/extracts/${name}.csv</Path>`);
    expect(written.size).toBe(fileCount);
    expect(written.get('/extracts/SRPatient.csv')?.split('\r\n').length).toBe(4);
    const progress = notices.filter(({ event }) => event === 'extract');
    expect(progress.map(({ done }) => done)).toEqual(Array.from({ length: fileCount }, (_, index) => index + 1));
    expect(progress.every(({ total }) => total === fileCount)).toBe(true);
  });

  it('B4.7: the information governance lead alone may have it', async () => {
    for (const userName of ['ada', 'rita', 'alan']) {
      const { ask, server, store, written } = await open(userName);
      const before = await digestOfTables(store);
      expect((await ask('<WriteTo>/extracts</WriteTo>'))?.error).toBe('RightMissing');
      await expect(server.perform('extract.write', { folder: '/extracts' }, { kind: 'user', userName })).rejects.toMatchObject({ status: 403 });
      expect(written.size).toBe(0);
      expect(await digestOfTables(store)).toEqual(before);
    }
  });

  it('B7.22: refuses a day to come, and one that is none', async () => {
    const { ask, store, written } = await open();
    const before = await digestOfTables(store);
    expect((await ask('<WriteTo>/extracts</WriteTo><Since>2026-01-06</Since>'))?.error).toBe('ValueInvalid');
    expect((await ask('<WriteTo>/extracts</WriteTo><Since>2026-02-30</Since>'))?.error).toBe('SchemaInvalid');
    expect((await ask('<Since>2026-01-01</Since>'))?.error).toBe('SchemaInvalid');
    expect(written.size).toBe(0);
    expect(await digestOfTables(store)).toEqual(before);
    expect((await ask('<WriteTo>/extracts</WriteTo><Since>2026-01-05</Since>'))?.error).toBeUndefined();
  });

  it('B7.22: a folder that is refused ends the view of the data, and the next request is served', async () => {
    let views = 0;
    const { ask, disk } = await open('iris', (store) => ({
      ...store,
      readPortions: (portion) => {
        const portions = store.readPortions(portion)[Symbol.asyncIterator]();
        views++;
        const end = async () => {
          views--;
          await portions.return?.();
          return { done: true as const, value: undefined };
        };
        return { [Symbol.asyncIterator]: () => ({ next: () => portions.next(), return: end }) };
      },
    }));
    const { writeFiles } = disk;
    disk.writeFiles = async (_folder, files) => {
      // Fails amid the second file.
      for await (const _ of files[0]?.pieces ?? []);
      for await (const _ of files[1]?.pieces ?? []) throw new Refusal('PathRefused', 'The folder went.');
      return [];
    };
    expect((await ask('<WriteTo>/extracts</WriteTo>'))?.error).toBe('PathRefused');
    expect(views).toBe(0);
    disk.writeFiles = writeFiles;
    expect((await ask('<WriteTo>/extracts</WriteTo>'))?.error).toBeUndefined();
  });

  it('B8.1: what cannot be put on record leaves no file', async () => {
    let isBroken = false;
    const { entries, server, written } = await open('iris', (store) => ({
      ...store,
      write: (work) => (isBroken ? Promise.reject(new Error('The disk is gone.')) : store.write(work)),
    }));
    isBroken = true;
    await expect(server.perform('extract.write', { folder: '/extracts' }, operator)).rejects.toThrow();
    expect(written.size).toBe(0);
    isBroken = false;
    expect(await server.perform('extract.write', { folder: '/extracts', since: '2026-01-01' }, operator)).toMatchObject({
      manifest: '/extracts/SRManifest.csv',
    });
    expect((await entries()).at(-1)).toMatchObject({ kind: 'extract', outcome: 'done', detail: 'Extract of changes since 2026-01-01 written. By operator.' });
  });
});
