import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportDocuments, type Progress } from '../../examples/document-export/export.mjs';
import { surroundings } from '../support/sdk-client.js';

/** A record with three documents of a line each. */
async function withDocuments() {
  const around = await surroundings();
  const { s1, connect } = around;
  const client = await connect();
  const { emptyRecord } = s1.patients;
  const identity = { NHSNumber: emptyRecord.nhsNumber };
  const uids: string[] = [];
  for (const text of ['One.', 'Two.', 'Three.']) {
    const DocumentPath = join(s1.files, `${text}txt`);
    writeFileSync(DocumentPath, text);
    const written = await client.updatePatientRecord({ Identity: identity, Clinical: { Event: { Attachment: [{ DocumentPath }] } } }, { save: 'now' });
    uids.push(...(written.DocumentUID ?? []));
  }
  expect(uids).toHaveLength(3);
  return { ...around, client, identity, uids, folder: join(s1.files, 'export') };
}

const contentOf = (folder: string, uid: string | undefined): string => {
  const [name = ''] = readdirSync(join(folder, uid ?? ''));
  return readFileSync(join(folder, uid ?? '', name), 'utf8');
};

describe('the exporter of documents', () => {
  it('brings each document into a folder of its own, and tells how far it is', async () => {
    const { client, identity, uids, folder } = await withDocuments();
    const told: Progress[] = [];
    const end = await exportDocuments(client, identity, folder, { onProgress: (progress) => told.push(progress) });
    expect(end).toEqual({ done: 3, total: 3, failed: [] });
    expect(told.map(({ done }) => done)).toEqual([0, 1, 2, 3]);
    expect(readdirSync(folder).sort()).toEqual([...uids].sort());
    expect(uids.map((uid) => contentOf(folder, uid))).toEqual(['One.', 'Two.', 'Three.']);
  });

  it('goes on where it was broken off, and asks for nothing twice', async () => {
    const { client, identity, s1, uids, folder } = await withDocuments();
    const stop = new AbortController();
    const onProgress = ({ done }: Progress): void => {
      if (done === 1) stop.abort(new Error('broken off'));
    };
    await expect(exportDocuments(client, identity, folder, { onProgress, signal: stop.signal })).rejects.toThrow('broken off');
    const [whole, missing] = uids;
    expect(readdirSync(folder)).toEqual([whole]);
    // What a crash leaves of a document.
    mkdirSync(join(folder, `${missing}.part`));
    writeFileSync(join(folder, `${missing}.part`, 'half.txt'), 'Tw');
    expect(await exportDocuments(client, identity, folder)).toEqual({ done: 3, total: 3, failed: [] });
    expect(contentOf(folder, missing)).toBe('Two.');
    expect(await s1.audit({ function: 'GetDocument' })).toHaveLength(3);
  });

  it('leaves out a document that is refused, and ends where none can be had', async () => {
    const { client, identity, s1, uids, folder } = await withDocuments();
    await s1.faults.add({ kind: 'error', code: 'ValueUnknown', function: 'GetDocument', times: 1 });
    expect(await exportDocuments(client, identity, folder)).toEqual({ done: 2, total: 3, failed: [{ documentUid: uids[0], code: 'ValueUnknown' }] });
    expect(readdirSync(folder)).toHaveLength(2);
    await s1.signOut();
    await expect(exportDocuments(client, identity, folder)).rejects.toMatchObject({ code: 'NobodySignedIn' });
    await s1.signIn(s1.users.clinician[0] ?? '');
    expect(await exportDocuments(client, identity, folder)).toMatchObject({ done: 3, failed: [] });
  });
});
